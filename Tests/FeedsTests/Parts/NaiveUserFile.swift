import Exchange

@testable import Feeds

/// A user's XML put together from the inside out, as one would write it in an afternoon: nested strings, and an element
/// with nothing in it is not written. Shares nothing with the program but the layout.
struct NaiveUserFile {
    let layout: UserLayout
    /// A value for each slot; empty: blank.
    let values: [String]

    var user: String {
        let fields = layout.fields.map(element).joined()
        let contact = ["addresses", "emails", "phones"].map(group).joined()
        let others = ["identifiers", "blocks", "notes", "statistics", "rs_libraries", "library_notices"].map(group)
            .joined()
        return "<user>" + fields + around("contact_info", contact) + others + "</user>\n"
    }

    private func group(_ kind: String) -> String {
        let wrappers = [
            "identifiers": "user_identifiers", "blocks": "user_blocks", "notes": "user_notes",
            "statistics": "user_statistics",
        ]
        let parts = layout.parts.filter { $0.segment.setting == kind }.map(part).joined()
        return around(wrappers[kind] ?? kind, parts)
    }

    private func part(_ part: UserLayout.Part) -> String {
        let elements = [
            "addresses": "address", "emails": "email", "phones": "phone", "identifiers": "user_identifier",
            "blocks": "user_block", "notes": "user_note", "statistics": "user_statistic",
            "rs_libraries": "rs_library", "library_notices": "library_notice",
        ]
        let keys = [
            "addresses": "line1", "emails": "email_address", "phones": "phone_number", "identifiers": "value",
            "blocks": "block_description", "notes": "note_text", "statistics": "statistic_category",
            "rs_libraries": "code", "library_notices": "code",
        ]
        let kind = part.segment.setting
        guard let key = part.members.first(where: { $0.element.name == keys[kind] }), !value(key).isEmpty,
            let name = elements[kind]
        else { return "" }
        let hasTypes = ["addresses", "emails", "phones"].contains(kind)
        var text = "<\(name)"
        if hasTypes { text += part.attributes.contains("preferred") ? " preferred=\"true\"" : " preferred=\"false\"" }
        if part.attributes.contains("preferred_sms") { text += " preferred_sms=\"true\"" }
        text += ">" + part.members.map(element).joined()
        if hasTypes {
            text += "<\(name)_types>"
            text += part.kinds.map(element).joined()
            text += "</\(name)_types>"
        }
        return text + "</\(name)>"
    }

    private func value(_ member: UserLayout.Member) -> String {
        switch member.value {
        case .constant(let text): text
        case .slot(let slot): values[slot]
        }
    }

    private func element(_ member: UserLayout.Member) -> String {
        let value = value(member)
        return value.isEmpty ? "" : "<\(member.element.name)>" + escaped(value) + "</\(member.element.name)>"
    }

    private func around(_ name: String, _ inside: String) -> String {
        inside.isEmpty ? "" : "<\(name)>" + inside + "</\(name)>"
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 38: result += "&amp;"
            case 60: result += "&lt;"
            case 62: result += "&gt;"
            case 13: result += "&#13;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
