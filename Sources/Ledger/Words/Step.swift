/// The steps of a run, in order. A run's row names the step that comes next; each may be repeated.
package enum Step: String, Sendable, CaseIterable, Comparable {
    case pickup, stage, convert, `guard`, verify, deliver, confirm, release

    package static func < (left: Step, right: Step) -> Bool { left.rank < right.rank }

    /// The step after this one; nil after `release`.
    package var next: Step? {
        let all = Step.allCases
        return rank + 1 < all.count ? all[rank + 1] : nil
    }

    private var rank: Int { Step.allCases.firstIndex(of: self) ?? 0 }
}
