import Formats

/// Takes users apart into fields with 64 bits for each value. The order of elements makes no difference; what makes none
/// for the load either is counted apart (`ForeignNoise`).
final class ForeignFields {
    /// More different fields than any honest pair of files has: further types of parts are taken together.
    private static let most = 20_000

    private let placement = ForeignPlacement()
    private var schema: ForeignSchema { placement.schema }
    private(set) var list: [ForeignField] = []
    private var numbers: [UInt64: Int] = [:]

    /// The fields of the user last taken that have a value, by number.
    private(set) var values: [(field: Int, hash: UInt64)] = []
    private(set) var noise = [UInt32](repeating: 0, count: ForeignNoise.allCases.count)
    /// Which elements gave a field its value, where that is asked for; -1 for an attribute.
    private(set) var origins: [(field: Int, element: Int)] = []
    var tracesOrigins = false

    private var sums: [UInt64] = []
    private var touched: [Int] = []
    /// The hash of each element with all in it; 0 where it has no value.
    private var hashes: [UInt64] = []
    private var nameHashes: [UInt64] = []
    private var names: XMLNames?

    func take(_ record: XMLRecord) {
        placement.place(record)
        if names !== record.names { (names, nameHashes) = (record.names, []) }
        while nameHashes.count < record.names.count {
            nameHashes.append(ForeignHash.of(record.names[nameHashes.count].local))
        }
        for index in noise.indices { noise[index] = 0 }
        origins.removeAll(keepingCapacity: true)
        hash(record)
        for index in record.elements.indices.dropFirst() { field(record, index) }
        collect()
    }

    /// From the last element to the first, so that children come before their parents.
    private func hash(_ record: XMLRecord) {
        let count = record.elements.count
        hashes.removeAll(keepingCapacity: true)
        hashes.append(contentsOf: repeatElement(0, count: count))
        for index in (0..<count).reversed() {
            let element = record.elements[index]
            let kind = placement.kinds[index]
            if !element.hasChildren { hashes[index] &+= leaf(record, index, kind) }
            if !element.attributes.isEmpty { hashes[index] &+= attributes(record, element.attributes) }
            guard element.parent >= 0, hashes[index] != 0 else { continue }
            if kind >= 0, !schema.elements[kind].isLoaded {
                note(.unread, ForeignHash.pair(nameHashes[element.name], hashes[index]))
                hashes[index] = 0
                continue
            }
            hashes[element.parent] &+= ForeignHash.pair(nameHashes[element.name], hashes[index])
        }
    }

    private func leaf(_ record: XMLRecord, _ index: Int, _ kind: Int) -> UInt64 {
        let element = record.elements[index]
        var text = record.trimmed(element.text)
        if text.isEmpty {
            note(.empty, nameHashes[element.name])
            return 0
        }
        if text.count != element.text.count {
            note(.space, ForeignHash.pair(nameHashes[element.name], UInt64(text.count)))
        }
        guard kind >= 0 else { return ForeignHash.of(record, text) }
        switch schema.elements[kind].kind {
        case .date where record.bytes[text.upperBound - 1] == 0x5A:
            note(.zone, nameHashes[element.name])
            text = text.lowerBound..<text.upperBound - 1
        case .boolean:
            return boolean(record, text, nameHashes[element.name])
        case .text where schema.elements[kind].name == "primary_id" && element.parent == 0:
            let exact = ForeignHash.of(record, text)
            let lowered = ForeignHash.of(record, text, lowercased: true)
            if exact != lowered { note(.spelling, exact) }
            return lowered
        default: break
        }
        return ForeignHash.of(record, text)
    }

    private static let yes = ForeignHash.of("true")

    private func boolean(_ record: XMLRecord, _ text: Range<Int>, _ name: UInt64) -> UInt64 {
        guard text.count == 1, let word = ForeignValue.boolean(record.text(text)) else {
            return ForeignHash.of(record, text)
        }
        note(.spelling, name)
        return word ? ForeignFields.yes : ForeignHash.of("false")
    }

    private func attributes(_ record: XMLRecord, _ range: Range<Int>) -> UInt64 {
        var sum: UInt64 = 0
        for attribute in record.attributes[range] {
            let name = record.names[attribute.name].local
            let hash = ForeignHash.pair(nameHashes[attribute.name], ForeignHash.of(record, attribute.text))
            switch name {
            case "segment_type": note(.segmentType, hash)
            case "desc", "link": note(.description, hash)
            case "preferred", "preferred_sms":
                let isSet = ForeignValue.boolean(record.text(attribute.text))
                if isSet == false { note(.notPreferred, nameHashes[attribute.name]) }
                if attribute.text.count == 1 { note(.spelling, nameHashes[attribute.name]) }
                if isSet != false { sum &+= ForeignHash.pair(nameHashes[attribute.name], ForeignFields.yes) }
            default: if record.names[attribute.name].namespace.isEmpty { sum &+= hash }
            }
        }
        return sum
    }

    private func note(_ kind: ForeignNoise, _ hash: UInt64) {
        noise[kind.rawValue] &+= UInt32(truncatingIfNeeded: ForeignHash.mix(hash))
    }

    // MARK: - Fields

    private func field(_ record: XMLRecord, _ index: Int) {
        guard hashes[index] != 0 else { return }
        let kind = placement.kinds[index]
        let element = record.elements[index]
        if kind >= 0, schema.segments[kind] != nil { return part(record, index, kind) }
        let above = placement.kinds[element.parent]
        if kind < 0 {
            // What the schema does not know counts as a field of its own, wherever it stands; in a part, with the part;
            // in what is not looked into, with that.
            if above >= 0, schema.segments[above] == nil, schema.elements[above].kind != .open {
                unknown(record, index)
            }
            return
        }
        let isPlain = element.parent == 0 && schema.elements[kind].kind != .parts
        let isListed = schema.elements[kind].repeats && above > 0 && schema.elements[above].parent == 0
        guard isPlain || isListed else { return }
        let named = isPlain ? kind : above
        let number = number(UInt64(named)) { ForeignFields.plain(self.schema.elements[named].name) }
        add(number, hashes[index], isPlain ? index : -1)
    }

    private func unknown(_ record: XMLRecord, _ index: Int) {
        let element = record.elements[index]
        let number = number(ForeignHash.pair(0xFFFF, nameHashes[element.name])) {
            ForeignFields.plain(record.names[element.name].local)
        }
        add(number, hashes[index], index)
    }

    private static func plain(_ name: String) -> ForeignField {
        ForeignField(name: name, base: name, leaf: name, whole: nil)
    }

    /// A part: matched by its types, compared value by value and as a whole.
    private func part(_ record: XMLRecord, _ index: Int, _ kind: Int) {
        let types = types(record, index, kind)
        let key = ForeignHash.pair(UInt64(kind), types.reduce(0) { $0 &+ ForeignHash.of(record, $1) })
        let name = schema.elements[kind].name
        let whole = number(key) {
            let words = types.map { record.text($0) }.sorted().joined(separator: "+")
            return ForeignField(name: "\(name)[\(words)]", base: name, leaf: name, whole: nil, isWhole: true)
        }
        add(whole, hashes[index], -1)
        var child = index + 1
        while child < record.elements.count, record.elements[child].parent >= index {
            if record.elements[child].parent == index { value(record, child, key, whole, name) }
            child += 1
        }
        for attribute in record.attributes[record.elements[index].attributes] {
            let name = record.names[attribute.name].local
            guard name.hasPrefix("preferred"), ForeignValue.boolean(record.text(attribute.text)) != false else {
                continue
            }
            let number = number(ForeignHash.pair(key, nameHashes[attribute.name])) {
                self.child("@\(name)", of: whole)
            }
            add(number, ForeignFields.yes, -1)
        }
    }

    private func value(_ record: XMLRecord, _ child: Int, _ key: UInt64, _ whole: Int, _ part: String) {
        let element = record.elements[child]
        guard hashes[child] != 0, !element.hasChildren else { return }
        let number = number(ForeignHash.pair(key, nameHashes[element.name])) {
            self.child(record.names[element.name].local, of: whole)
        }
        add(number, hashes[child], child)
    }

    private func child(_ name: String, of whole: Int) -> ForeignField {
        ForeignField(name: "\(list[whole].name)/\(name)", base: list[whole].base, leaf: name, whole: whole)
    }

    /// The values that say which part it is: its types, or what stands for them.
    private func types(_ record: XMLRecord, _ index: Int, _ kind: Int) -> [Range<Int>] {
        guard let segment = schema.segments[kind] else { return [] }
        let wanted = segment.types?.element ?? ForeignFields.keys[segment.element] ?? segment.key
        var found: [Range<Int>] = []
        var child = index + 1
        while child < record.elements.count, record.elements[child].parent >= index {
            let kind = placement.kinds[child]
            if kind >= 0, schema.elements[kind].name == wanted, hashes[child] != 0 {
                found.append(record.trimmed(record.elements[child].text))
            }
            child += 1
        }
        return found
    }

    /// Where a part has no list of types.
    private static let keys = [
        "user_identifier": "id_type", "user_note": "note_type", "user_block": "block_description",
        "user_statistic": "statistic_category",
    ]

    private func number(_ key: UInt64, _ make: () -> ForeignField) -> Int {
        if let known = numbers[key] { return known }
        if list.count >= ForeignFields.most { return 0 }
        let field = make()
        numbers[key] = list.count
        list.append(field)
        sums.append(0)
        return list.count - 1
    }

    private func add(_ field: Int, _ hash: UInt64, _ element: Int) {
        if sums[field] == 0 { touched.append(field) }
        sums[field] &+= ForeignHash.mix(hash)
        if tracesOrigins { origins.append((field, element)) }
    }

    private func collect() {
        values.removeAll(keepingCapacity: true)
        touched.sort()
        var last = -1
        for field in touched where field != last {
            values.append((field, sums[field]))
            sums[field] = 0
            last = field
        }
        touched.removeAll(keepingCapacity: true)
    }
}
