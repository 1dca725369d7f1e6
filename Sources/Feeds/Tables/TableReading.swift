import Exchange
import Formats

/// Reads the block `read` of a profile.
struct TableReading {
    let settings: Settings
    var complaints = Complaints([])

    init(_ settings: Settings) { self.settings = settings }

    mutating func format() -> TableFormat {
        let name = settings.text("format") ?? "csv"
        checkKeys(name)
        switch name {
        case "fixed": return .fixed(fixed())
        case "json", "jsonl": return .json(json(name))
        case "xml": return .xml(xml())
        default: return .csv(DialectReading.dialect(settings, &complaints))
        }
    }

    mutating func complain(
        _ key: String, _ message: String, nearest: String? = nil, allowed: [String] = []
    ) {
        complaints.add(
            settings.written(key)?.mark ?? settings.mark, key: settings.dotted(key), message, nearest: nearest,
            allowed: allowed)
    }

    /// A key that belongs to another format would be passed over, and somebody believes in it.
    private mutating func checkKeys(_ format: String) {
        for pair in settings.node.pairs ?? [] {
            guard let formats = TableSettings.own[pair.key], !formats.contains(format) else { continue }
            let allowed = settings.declared.map(\.key).filter { TableSettings.own[$0]?.contains(format) ?? true }
            complaints.add(
                pair.keyMark, key: settings.dotted(pair.key),
                "'\(pair.key)' says nothing for 'format: \(format)'; it belongs to 'format: \(formats[0])'",
                allowed: allowed)
        }
    }

    private mutating func xml() -> XMLLayout {
        if DialectReading.encoding(settings, &complaints) != .utf8 {
            complain("encoding", "XML says itself how it is encoded, and is read as utf-8", allowed: ["utf-8"])
        }
        guard let record = settings.text("record") else {
            complain("record", "'format: xml' needs 'record', the element that is one record", allowed: ["record: row"])
            return XMLLayout("")
        }
        do throws(XMLPathProblem) {
            let (name, namespace) = try XMLPath.name(record)
            return XMLLayout(name, in: namespace, count: settings.text("count"))
        } catch {
            complain(
                "record", "'\(record)' is no name of an element: it \(error.words)", allowed: ["row", "{urn:x}row"])
            return XMLLayout("")
        }
    }

    private mutating func json(_ format: String) -> JSONLayout {
        if DialectReading.encoding(settings, &complaints) != .utf8 {
            complain("encoding", "JSON is always utf-8", allowed: ["utf-8"])
        }
        if format == "jsonl" { return JSONLayout(.lines) }
        guard let records = settings.text("records") else { return JSONLayout(.text(keys: [])) }
        do throws(JSONPathProblem) {
            if let keys = try JSONPath(records).keys { return JSONLayout(.text(keys: keys)) }
            complain("records", "'records' is keys with dots between them, and nothing else", allowed: ["data.people"])
        } catch {
            complain("records", "'\(records)' is no path: it \(error.words)", allowed: ["data.people"])
        }
        return JSONLayout(.text(keys: []))
    }
}
