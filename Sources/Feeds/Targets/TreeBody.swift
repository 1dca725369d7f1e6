import Exchange
import Rules

/// Elements or members within each other; XML and JSON say how each is spelled.
class TreeBody: TargetBody {
    let pen: TargetPen
    let layout: Layout
    let document: [TargetBranch]
    private let outermost: TargetBranch?
    /// Where the records stand in the document written round them.
    private var hole = 0
    var late: [TargetLate] = []

    init(_ plan: TargetPlan, _ pen: TargetPen) {
        self.pen = pen
        layout = plan.layout
        document = plan.layout.document.map { TargetBranch($0, plan) }
        outermost = document.lazy.compactMap(\.outermost).first
    }

    /// Between two outermost records.
    var between: [UInt8] { [] }
    func begin(_ bytes: inout [UInt8]) {}
    func end(_ bytes: inout [UInt8]) {}
    func beginList(_ branch: TargetBranch, _ bytes: inout [UInt8]) {}
    func endList(_ bytes: inout [UInt8]) {}
    /// One element or member; `isItem` where it stands for a record.
    func put(_ branch: TargetBranch, _ entry: Int?, isItem: Bool, _ bytes: inout [UInt8]) {}

    final func head(into bytes: inout [UInt8]) -> [TargetLate] {
        let whole = frame()
        bytes.append(contentsOf: whole[..<hole])
        return late.filter { $0.place.upperBound <= hole }
    }

    final func tail(into bytes: inout [UInt8]) {
        let whole = frame()
        bytes.append(contentsOf: whole[hole...])
        bytes.append(contentsOf: layout.lineEnd.bytes)
    }

    final func record(into bytes: inout [UInt8]) {
        guard let outermost, !pen.store.isEmpty else { return }
        guard holds(outermost, 0) else { return pen.refuseRecord() }
        if pen.counts.levels[0] > 0 { bytes.append(contentsOf: between) }
        bytes.append(contentsOf: layout.lineEnd.bytes)
        put(outermost, 0, isItem: true, &bytes)
    }

    /// What stands within a branch.
    final func putInner(_ branch: TargetBranch, _ entry: Int?, _ bytes: inout [UInt8]) {
        let entries = entry.map { $0 + 1..<pen.store.entries[$0].end } ?? 0..<0
        for inner in branch.inner { put(each: inner, entry, entries, &bytes) }
    }

    /// The document without its records.
    private func frame() -> [UInt8] {
        var bytes: [UInt8] = []
        late = []
        begin(&bytes)
        for branch in document { put(each: branch, nil, 0..<0, &bytes) }
        end(&bytes)
        return bytes
    }

    private func holds(_ branch: TargetBranch, _ entry: Int) -> Bool {
        let found = pen.store.entries[entry]
        return branch.node.place.takes(
            isFirst: found.ordinal == 1, isLast: found.ordinal == pen.store.counts[found.level])
            && branch.test?.holds(pen.lent[entry], today: pen.today) ?? true
    }

    /// Once for each record of its level among `entries`, or once.
    private func put(each branch: TargetBranch, _ entry: Int?, _ entries: Range<Int>, _ bytes: inout [UInt8]) {
        guard let level = branch.node.level else {
            if let entry, let test = branch.test, !test.holds(pen.lent[entry], today: pen.today) { return }
            return put(branch, entry, isItem: false, &bytes)
        }
        beginList(branch, &bytes)
        if level == 0 {
            hole = bytes.count
            bytes.append(contentsOf: layout.lineEnd.bytes)
        } else {
            for index in entries where pen.store.entries[index].level == level && holds(branch, index) {
                put(branch, index, isItem: true, &bytes)
            }
        }
        endList(&bytes)
    }
}
