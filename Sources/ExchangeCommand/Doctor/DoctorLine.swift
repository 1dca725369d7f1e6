/// What one look at the machine came to.
struct DoctorLine: Encodable {
    /// Sorted: what is worse comes later.
    enum Verdict: String, Encodable, CaseIterable {
        case ok, warn, fail

        var title: String { self == .ok ? "ok" : rawValue.uppercased() }
    }

    let verdict: Verdict
    /// What was looked at: `libraries`.
    let about: String
    let words: String
    /// What a person does; nil where there is nothing to do.
    let remedy: String?

    static func ok(_ about: String, _ words: String) -> DoctorLine {
        DoctorLine(verdict: .ok, about: about, words: words, remedy: nil)
    }

    static func warn(_ about: String, _ words: String, do remedy: String) -> DoctorLine {
        DoctorLine(verdict: .warn, about: about, words: words, remedy: remedy)
    }

    static func fail(_ about: String, _ words: String, do remedy: String) -> DoctorLine {
        DoctorLine(verdict: .fail, about: about, words: words, remedy: remedy)
    }

    /// Wanting something that is needed is a failure; else somebody may want to know.
    static func missing(_ about: String, isNeeded: Bool, _ words: String, do remedy: String) -> DoctorLine {
        isNeeded ? .fail(about, words, do: remedy) : .warn(about, words, do: remedy)
    }
}
