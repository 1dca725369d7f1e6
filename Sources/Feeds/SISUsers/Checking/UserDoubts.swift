import Exchange
import Rules

/// What a profile leaves out and would miss: fields that the library system needs and nobody sets.
struct UserDoubts {
    let all: [Complaint]

    init(_ settings: Settings, _ layout: UserLayout, _ policies: UserPolicies) {
        let mark = settings.written("fields")?.mark ?? settings.mark
        let mapped = Set(layout.fields.map(\.element.name))
        var all: [Complaint] = []
        func doubt(_ mark: Mark, _ key: String, _ words: String) {
            all.append(Complaint(mark, key: key, words, severity: .warning))
        }
        if mapped.isDisjoint(with: ["first_name", "last_name"]) {
            doubt(mark, "fields", "neither 'first_name' nor 'last_name' is set; the library system wants at least one")
        }
        for (field, why) in [
            ("user_group", "without it nobody can borrow"),
            ("expiry_date", "without it the library system keeps the date it has, or gives none"),
        ] where !mapped.contains(field) {
            doubt(mark, "fields.\(field)", "'\(field)' is never set: \(why)")
        }
        if !layout.parts.contains(where: { $0.segment.setting == "emails" }) {
            doubt(settings.mark, "emails", "no e-mail address is ever set: letters to users would not be sent")
        }
        for segment in UserSchema.segments where segment.attributes.contains("preferred") {
            let parts = layout.parts.filter { $0.segment.setting == segment.setting }
            if parts.count > 1, !parts.contains(where: { $0.attributes.contains("preferred") }) {
                doubt(
                    settings.written(segment.setting)?.mark ?? mark, segment.setting,
                    "none of the \(segment.setting) is the preferred one")
            }
        }
        let identifiers = layout.identifierSlots.map { layout.slots[$0] }
        for (index, slot) in identifiers.enumerated() {
            guard let column = slot.rule.plainColumn,
                let other = identifiers[..<index].first(where: { $0.rule.plainColumn == column })
            else { continue }
            doubt(
                slot.rule.mark, slot.path,
                "'\(slot.path)' and '\(other.path)' have the same value for everybody; the library system wants "
                    + "identifiers unique, of one user too, so everybody would be rejected")
        }
        self.all = all
    }
}
