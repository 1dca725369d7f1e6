import Exchange

/// What one line of a listing says.
enum ListedLine: Hashable, Sendable {
    /// `isExact`: its time is UTC to the second (RFC 3659). All other listings have the server's own time without a zone,
    /// often without the year, so only their day is kept.
    case entry(Entry, isExact: Bool)
    /// The folder itself (`.`).
    case itself
    /// Nothing about a file: the folder above, `total 12`, an empty line.
    case aside
    /// Not understood: never guessed.
    case unknown

    /// A name is one component, of at most 4 KiB: anything else would lead elsewhere.
    static func entry(
        _ name: some Collection<UInt8>, _ kind: Entry.Kind, size: Int, _ modified: Moment, isExact: Bool = false
    ) -> ListedLine {
        if name.elementsEqual([0x2E]) { return .itself }
        if name.elementsEqual([0x2E, 0x2E]) { return .aside }
        guard !name.isEmpty, name.count <= 4096, size >= 0, !name.contains(where: { $0 == 0x2F || $0 == 0 }) else {
            return .unknown
        }
        let text = String(decoding: name, as: UTF8.self)
        return .entry(Entry(name: text, kind: kind, size: size, modified: modified), isExact: isExact)
    }

    /// The line in whichever form it is. `today` is for dates without a year.
    static func read(_ line: [UInt8], today: CivilDate) -> ListedLine {
        guard let first = line.first(where: { $0 != 0x20 }) else { return .aside }
        if line.starts(with: Array("total ".utf8)) {
            return TextFields.number(line[6...].trimmed) == nil ? .unknown : .aside
        }
        if (0x30...0x39).contains(first) { return WindowsLine.read(line) }
        return UnixLine.read(line, today: today)
    }
}
