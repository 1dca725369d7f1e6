import Exchange
import Rules

/// Reads `code_lists` of a profile: the codes the library system has for a field.
struct CodeListReading {
    private let settings: Settings
    private let layout: UserLayout

    init(_ settings: Settings, _ layout: UserLayout) {
        self.settings = settings
        self.layout = layout
    }

    func read(into pack: inout AlmaRulePack, _ complaints: inout Complaints) {
        for pair in settings.written("code_lists")?.pairs ?? [] {
            let key = "code_lists.\(pair.key)"
            guard let (source, codes) = codes(pair.value, key, &complaints) else { continue }
            let slots = layout.slots.indices.filter { layout.slots[$0].element.name == pair.key }
            let constants = layout.constants(of: pair.key)
            if slots.isEmpty && constants.isEmpty {
                let known = Array(Set(layout.slots.map(\.element.name))).sorted()
                complaints.add(
                    pair.keyMark, key: key, "this profile does not map '\(pair.key)', so its codes are of no use",
                    nearest: nearest(pair.key, among: known), allowed: known)
            }
            let list = CodeList(source, slots: slots, codes)
            for constant in constants where !codes.contains(where: { $0.utf8.elementsEqual(constant.utf8) }) {
                let hint = list.likely(constant).map { "; '\($0)' is" } ?? ""
                complaints.add(
                    pair.keyMark, key: key,
                    "the profile sends '\(constant)' for everybody, which is not in the list\(hint)")
            }
            for slot in slots { checkRule(of: layout.slots[slot], list, &complaints) }
            if !slots.isEmpty { pack.codeLists.append(list) }
        }
    }

    /// A rule that can only give certain values (a lookup that rejects what it does not know) must give codes.
    private func checkRule(of slot: UserLayout.Slot, _ list: CodeList, _ complaints: inout Complaints) {
        let wrong = (slot.rule.possibleValues ?? []).filter { !list.has($0) }
        if wrong.isEmpty { return }
        let some = wrong.prefix(5).map { value in
            list.likely(value).map { "'\(value)' (not '\($0)')" } ?? "'\(value)'"
        }
        complaints.add(
            slot.rule.mark, key: slot.path,
            "'\(slot.path)' can give \(some.joined(separator: ", "))\(wrong.count > 5 ? ", …" : ""), which "
                + "\(wrong.count == 1 ? "is" : "are") not in \(list.source)")
    }

    private func codes(_ node: Node, _ key: String, _ complaints: inout Complaints) -> (String, [String])? {
        if let items = node.items { return ("the profile's list", items.compactMap(\.text)) }
        guard let name = node.text,
            let (file, text) = settings.file(named: name, at: node.mark, key: key, &complaints)
        else { return nil }
        let codes = CodeListReading.lines(text)
        if codes.isEmpty { complaints.add(file.mark(1), key: key, "the list has no codes") }
        return (file.name, codes)
    }

    /// The first cell of each line that is neither blank nor a `#` comment.
    static func lines(_ text: [UInt8]) -> [String] {
        text.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
            let cell = line.prefix { ![0x2C, 0x3B, 0x09].contains($0) }
            let word = cell.filter { $0 != 0x22 }
            let bare = word.drop { $0 <= 0x20 }
            let end = bare.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? bare.startIndex
            let code = bare[..<end]
            return code.isEmpty || code.first == 0x23 ? nil : String(decoding: code, as: UTF8.self)
        }
    }
}
