import Exchange
import Formats

/// The layout as markup, computed once: writing a user is copying fixed pieces and escaping values between them.
struct UserMarkup: Sendable {
    struct Value: Sendable {
        let open: [UInt8]
        let slot: Int
        let close: [UInt8]
    }

    /// One address, e-mail, …: `open`, then the values that are not blank, then `close`.
    struct Part: Sendable {
        let open: [UInt8]
        let values: [Value]
        let close: [UInt8]
        /// Written only when this slot has a value; always where nil.
        let key: Int?
    }

    struct Group: Sendable {
        let open: [UInt8]
        let parts: [Part]
        let close: [UInt8]
    }

    /// `<user>` and the fields that are the same for everybody.
    let head: [UInt8]
    let values: [Value]
    let contacts: [Group]
    let groups: [Group]

    init(_ layout: UserLayout) {
        head = Array("<user>".utf8) + UserMarkup.constants(layout.fields)
        values = UserMarkup.values(layout.fields)
        contacts = UserMarkup.groups(layout, inContactInfo: true)
        groups = UserMarkup.groups(layout, inContactInfo: false)
    }

    private static func groups(_ layout: UserLayout, inContactInfo: Bool) -> [Group] {
        UserSchema.segments.filter { $0.inContactInfo == inContactInfo }.compactMap { segment in
            let parts = layout.parts.filter { $0.segment.setting == segment.setting }.map(part)
            if parts.isEmpty { return nil }
            return Group(open: tag(segment.wrapper), parts: parts, close: tag("/" + segment.wrapper))
        }
    }

    private static func part(_ part: UserLayout.Part) -> Part {
        var open = "<\(part.segment.element)"
        for name in part.segment.attributes { open += " \(name)=\"\(part.attributes.contains(name))\"" }
        open += " segment_type=\"External\">"
        var types: [UInt8] = []
        if let (wrapper, element) = part.segment.types {
            types = tag(wrapper) + part.types.flatMap { UserMarkup.element(element, $0) } + tag("/" + wrapper)
        }
        return Part(
            open: Array(open.utf8) + constants(part.members), values: values(part.members),
            close: types + tag("/" + part.segment.element), key: part.keySlot)
    }

    private static func constants(_ members: [UserLayout.Member]) -> [UInt8] {
        members.flatMap { member -> [UInt8] in
            if case .constant(let text) = member.value { element(member.element.name, text) } else { [] }
        }
    }

    private static func values(_ members: [UserLayout.Member]) -> [Value] {
        members.compactMap { member in
            guard case .slot(let slot) = member.value else { return nil }
            return Value(open: tag(member.element.name), slot: slot, close: tag("/" + member.element.name))
        }
    }

    private static func tag(_ name: String) -> [UInt8] { Array("<\(name)>".utf8) }

    private static func element(_ name: String, _ text: String) -> [UInt8] {
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += Array("&amp;".utf8)
            case UInt8(ascii: "<"): escaped += Array("&lt;".utf8)
            case UInt8(ascii: ">"): escaped += Array("&gt;".utf8)
            case 13: escaped += Array("&#13;".utf8)
            default: escaped.append(byte)
            }
        }
        return tag(name) + escaped + tag("/" + name)
    }
}
