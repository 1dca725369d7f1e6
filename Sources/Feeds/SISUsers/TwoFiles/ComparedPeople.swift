import Exchange
import Formats

/// The people of OLD: what each is matched by, and 64 bits for each value.
final class ComparedPeople: ForeignTaker {
    private let fields: ForeignFields
    private let matching: UserMatching
    private(set) var side = UserComparison.Side()

    /// By the hash of the key; keys are kept, and compared where hashes are equal.
    private var numbers: [UInt64: Int] = [:]
    private var texts: [UInt8] = []
    private var keyEnds: [Int] = []
    private var idEnds: [Int] = []
    private var fieldNumbers: [UInt32] = []
    private var hashes: [UInt64] = []
    private var ends: [Int] = []
    private var noises: [UInt32] = []
    private var isMatched: [Bool] = []

    init(_ fields: ForeignFields, key: String) {
        self.fields = fields
        matching = UserMatching(key)
    }

    func user(_ record: XMLRecord, at position: Position) {
        side.users += 1
        guard let key = matching.key(record) else {
            side.keyless += 1
            return
        }
        if find(key) != nil {
            side.doubled += 1
            return
        }
        numbers[hash(key)] = ends.count
        fields.take(record)
        texts.append(contentsOf: key)
        keyEnds.append(texts.count)
        texts.append(contentsOf: matching.id(record))
        idEnds.append(texts.count)
        for (field, hash) in fields.values {
            fieldNumbers.append(UInt32(field))
            hashes.append(hash)
        }
        ends.append(hashes.count)
        noises.append(contentsOf: fields.noise)
        isMatched.append(false)
    }

    func end(of document: ForeignDocument, report: Report) {}

    /// The number of the person with that key.
    func find(_ key: [UInt8]) -> Int? {
        guard let number = numbers[hash(key)] else { return nil }
        let start = number == 0 ? 0 : idEnds[number - 1]
        return texts[start..<keyEnds[number]].elementsEqual(key) ? number : nil
    }

    func values(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }
    func value(_ index: Int) -> (field: Int, hash: UInt64) { (Int(fieldNumbers[index]), hashes[index]) }
    func noise(_ number: Int, _ kind: ForeignNoise) -> UInt32 {
        noises[number * ForeignNoise.allCases.count + kind.rawValue]
    }

    /// False where that person was matched before.
    func match(_ number: Int) -> Bool {
        if isMatched[number] { return false }
        isMatched[number] = true
        return true
    }

    /// The primary ids of those nobody matched.
    var unmatched: [String] {
        isMatched.indices.filter { !isMatched[$0] }.map { number in
            let id = String(decoding: texts[keyEnds[number]..<idEnds[number]], as: UTF8.self)
            let start = number == 0 ? 0 : idEnds[number - 1]
            return PlacePath.readable(id.isEmpty ? String(decoding: texts[start..<keyEnds[number]], as: UTF8.self) : id)
        }
    }

    private func hash(_ key: [UInt8]) -> UInt64 { key.withUnsafeBufferPointer { ForeignHash.of($0) } }
}
