/// One metric with all its samples. Labels name institutions, profiles and words of ours; never a file or a person.
struct MetricFamily {
    enum Kind: String { case gauge, counter }

    struct Sample {
        /// In the order in which they are written.
        let labels: [(name: String, value: String)]
        let value: Int
    }

    /// Without `_total`, which a counter's samples have.
    let name: String
    let kind: Kind
    /// The end of the name, where it is measured in something: `seconds`.
    let unit: String?
    let help: String
    let samples: [Sample]

    /// As OpenMetrics 1.0 writes it. Gauges and counters only: what reads the older text format of Prometheus, as the node
    /// exporter does, reads these as well.
    var text: String {
        var lines = ["# TYPE \(name) \(kind.rawValue)"]
        if let unit { lines.append("# UNIT \(name) \(unit)") }
        lines.append("# HELP \(name) \(MetricFamily.escaped(help))")
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(MetricFamily.escaped($0.value))\"" }
            let all = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            lines.append("\(name)\(kind == .counter ? "_total" : "")\(all) \(sample.value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
