import Exchange

/// What can never work about one value, although each part of it is right by itself.
struct LayoutFieldChecks {
    let field: LayoutField
    let block: Settings
    let spot: LayoutSpot
    let shape: RecordShape

    func run(_ complaints: inout Complaints) {
        func complain(_ key: String, _ message: String, allowed: [String] = []) {
            complaints.add(
                block.written(key)?.mark ?? block.mark, key: block.dotted(key), message, allowed: allowed)
        }
        if spot.format == .fixed, field.width == nil {
            complain(
                "width", "'\(field.name)' needs a 'width': this layout has columns of fixed width",
                allowed: ["width: 10"])
        }
        if field.number != nil, field.date != nil { complain("format", "a value is a number or a date, not both") }
        if field.isCut, field.width == nil, field.longest == nil {
            complain("cut", "'cut' needs 'width' or 'longest' to say where", allowed: ["longest: 30"])
        }
        if field.isCut, field.number != nil || field.isLate {
            complain("cut", "a number that is cut is another number")
        }
        if let width = field.width, let longest = field.longest, longest > width {
            complain("longest", "'longest' is more than 'width' lets stand here")
        }
        if field.number != nil, field.pad == 0x30, field.alignment == .left {
            complain("align", "zeros behind a number make it another number", allowed: ["right"])
        }
        if field.number != nil, (0x31...0x39).contains(field.pad) {
            complain("pad", "a number filled with this digit would be another number", allowed: ["\"0\"", "\" \""])
        }
        if field.kind == .number, field.number == nil, !field.isLate, !isCounter {
            complain(
                "as", "a JSON number needs 'number', which says how it is written", allowed: ["number: {decimals: 2}"])
        }
        for (key, needed) in [("amounts", "total"), ("within", "counter")] where block.node[key] != nil {
            if block.node[needed] == nil { complain(key, "'\(key)' means something beside '\(needed)' only") }
        }
        checkLate(complain)
        checkConstant(complain)
    }

    private var isCounter: Bool {
        switch field.source {
        case .counter, .sequence: true
        default: false
        }
    }

    private func checkLate(_ complain: (String, String, [String]) -> Void) {
        guard field.isLate else { return }
        if spot.isHead, field.width == nil {
            complain(
                "width", "what stands before the records is filled in at the end, so it needs a 'width'", ["width: 10"])
        }
        if spot.isHead, field.number?.grouping != nil {
            complain("number", "what is filled in at the end cannot have signs between thousands", [])
        }
        if spot.level != nil, case .count(let count) = field.source {
            switch count {
            case .lines, .details, .bytes:
                complain("count", "in a record only records of it can be counted", shape.levels.map(\.name))
            case .records, .level: break
            }
        }
        if case .count(.bytes) = field.source, spot.level == nil, !spot.isHead, !spot.isControl {
            complain(
                "count", "a line cannot say the size of the file it ends; the first line or a control file can", [])
        }
    }

    private func checkConstant(_ complain: (String, String, [String]) -> Void) {
        guard case .constant(let text) = field.source, let most = field.width ?? field.longest else { return }
        let count = String(decoding: text, as: UTF8.self).unicodeScalars.count
        if count > most, !field.isCut {
            complain("constant", "this has \(count) characters, and \(most) have room", [])
        }
        if field.isRequired, text.isEmpty {
            complain("required", "this constant is blank, so no record could be written", [])
        }
    }
}
