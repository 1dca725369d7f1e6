import Exchange

/// Guesses whether a file is JSON, how its records stand in it, and which columns they have.
enum JSONSniffer {
    /// Records looked at.
    private static let sample = 50

    static func guess(_ bytes: UnsafeBufferPointer<UInt8>, whole: Bool) -> TableGuess? {
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = UnsafeBufferPointer(rebasing: bytes[mark...])
        guard let first = text.first(where: { !JSONParser.isBlank($0) }) else { return nil }
        if first == UInt8(ascii: "[") { return best([.text(keys: [])], text, whole) }
        guard first == UInt8(ascii: "{") else { return nil }
        // One object in one line would be a record of either kind: a list of objects in it decides.
        let lines = Trial(JSONLayout(.lines), text, whole)
        if lines.records > 1, lines.sound > 0 { return guess(.lines, lines) }
        return best(ways(text).map { .text(keys: $0) } + [.text(keys: [])], text, whole)
    }

    /// The first shape in which there are records.
    private static func best(
        _ shapes: [JSONLayout.Shape], _ text: UnsafeBufferPointer<UInt8>, _ whole: Bool
    ) -> TableGuess? {
        for shape in shapes {
            let trial = Trial(JSONLayout(shape), text, whole)
            if trial.records > 0 { return guess(shape, trial) }
        }
        return nil
    }

    private static func guess(_ shape: JSONLayout.Shape, _ trial: Trial) -> TableGuess {
        var guess = TableGuess()
        guess.syntax = .json(JSONLayout(shape))
        guess.columns = trial.columns.names
        guess.confidence = min(98, trial.sound * 100 / trial.records)
        let place =
            switch shape {
            case .lines: "one record in each line (JSON Lines)"
            case .text(let keys) where keys.isEmpty: "JSON, records in the outermost list"
            case .text(let keys): "JSON, records in '\(keys.map(JSONPath.spelled).joined(separator: "."))'"
            }
        guess.sentence = "Guessed (\(guess.confidence) %): \(place), \(guess.columns.count) columns."
        return guess
    }

    /// The keys that lead to lists of objects, up to three levels down: found in the text as it stands, as it may be cut.
    private static func ways(_ text: UnsafeBufferPointer<UInt8>) -> [[String]] {
        var ways: [[String]] = []
        var open: [String] = []
        var key = ""
        var index = 0
        while index < text.count, open.count <= 3, ways.count < 10 {
            let byte = text[index]
            if byte == 0x22 {
                let start = index + 1
                index = closingQuote(text, start)
                key = String(decoding: text[start..<index], as: UTF8.self)
            } else if byte == UInt8(ascii: "{") {
                open.append(key)
            } else if byte == UInt8(ascii: "}") {
                _ = open.popLast()
            } else if byte == UInt8(ascii: "[") {
                if let next = text[(index + 1)...].first(where: { !JSONParser.isBlank($0) }), next == UInt8(ascii: "{")
                {
                    ways.append(Array(open.dropFirst()) + [key])
                }
                var extent = JSONExtent()
                index = (extent.end(text, index) ?? text.count) - 1
            }
            index += 1
        }
        return ways
    }

    /// Where the text ends that starts there, or the input.
    private static func closingQuote(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < text.count, text[index] != 0x22 { index += text[index] == 0x5C ? 2 : 1 }
        return min(index, text.count)
    }

    /// What the file looks like in one shape.
    private struct Trial {
        var records = 0
        var sound = 0
        var columns = JSONColumns()

        init(_ layout: JSONLayout, _ text: UnsafeBufferPointer<UInt8>, _ whole: Bool) {
            var records = 0
            var sound = 0
            var columns = JSONColumns()
            let table = JSONTable(layout, needs: [])
            let report = Report(keptPerRule: 1)
            let see = { (row: borrowing TableRow, _: Position) throws(Fault) -> Demand in
                records += 1
                if row.isSound {
                    sound += 1
                    Trial.note((copy row).raw, &columns)
                }
                return records < JSONSniffer.sample ? .more : .enough
            }
            do throws(Fault) {
                let demand = try table.read(UnsafeRawBufferPointer(text).bytes, report: report, see)
                if demand == .more, whole { try table.finish(report: report, see) }
            } catch {
                // Records that could be read before it are what counts, but one that was read by mistake is not.
                if error.code == .jsonLayout { records = 0 }
            }
            self.records = records
            self.sound = sound
            self.columns = columns
        }

        private static func note(_ raw: [UInt8], _ columns: inout JSONColumns) {
            var nodes: [JSONNode] = []
            raw.withUnsafeBufferPointer { bytes in
                do throws(JSONFlaw) { try JSONParser.parse(bytes, into: &nodes) } catch { return }
                columns.note(JSONLookup(bytes: bytes, nodes: nodes))
            }
        }
    }
}
