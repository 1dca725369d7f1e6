import Exchange
import Rules

/// Reads what a profile says about a load as a whole, once the layout is known.
struct UserPoliciesReading {
    private let settings: Settings
    private let scope: RuleScope
    private let layout: UserLayout
    private(set) var policies = UserPolicies()
    private(set) var pack = AlmaRulePack()
    var complaints = Complaints([])

    init(_ settings: Settings, _ layout: UserLayout, _ scope: RuleScope) {
        self.settings = settings
        self.layout = layout
        self.scope = scope
        policies.several = SeveralRowsReading.read(settings.block("several_rows"), scope, &complaints)
        policies.duplicates =
            settings.text("duplicate_identifier").flatMap(UserPolicies.Duplicates.init) ?? .rejectLater
        policies.ignoresCase = settings.text("identifier_case") == "insensitive"
        readMissing()
        readMatchPoints()
        readProtected()
        readPacking()
        readRules()
        CodeListReading(settings, layout).read(into: &pack, &complaints)
    }

    /// The columns all this asks for.
    var columns: [String] {
        (policies.several?.by.columns ?? []) + policies.populations.compactMap(\.self).flatMap(\.columns)
    }

    private mutating func readMissing() {
        guard let node = settings.written("missing") else { return }
        if let word = node.text {
            policies.missing = word == "ignore" ? .ignore : .report
            return
        }
        guard let day = node["expire"], let text = day.text else { return }
        guard let expiry = UserPoliciesReading.expiry(text) else {
            return complaints.add(
                day.mark, key: "missing.expire", "'\(text)' is neither 'today', a time after today, nor a day",
                allowed: ["today", "30 days", "2027-06-30"])
        }
        policies.missing = .expire(expiry)
        if layout.expirySlot == nil {
            complaints.add(
                day.mark, key: "missing.expire",
                "'expire' needs the field 'expiry_date' to come from a column or a rule: that is what is set")
        }
    }

    private static func expiry(_ text: String) -> UserPolicies.Expiry? {
        if text == "today" { return .span(.none) }
        var bytes = text
        if let date = bytes.withUTF8({ DateLayout.iso.date($0) }) { return .on(date) }
        guard let span = DateSpan(text), span.count >= 0 else { return nil }
        return .span(span)
    }

    private mutating func readMatchPoints() {
        guard let node = settings.written("match_point") else { return }
        if let name = node.text { return matchPoint(name, node.mark, "match_point", nil) }
        for (index, item) in (node.items ?? []).enumerated() {
            let key = "match_point[\(index + 1)]"
            guard let name = item["identifier"]?.text else { continue }
            let when = item["when"].flatMap { Condition.read($0, key: "\(key).when", in: scope, &complaints) }
            if when == nil, item["when"] == nil, index + 1 < (node.items ?? []).count {
                complaints.add(item.mark, key: key, "this is for everybody, so those after it can never be asked")
            }
            matchPoint(name, item.mark, key, when)
        }
    }

    private mutating func matchPoint(_ name: String, _ mark: Mark, _ key: String, _ when: Condition?) {
        let slots = layout.slots(ofIdentifier: name)
        if slots.isEmpty {
            let types = layout.identifierTypes
            complaints.add(
                mark, key: key, "'\(name)' is neither 'primary_id' nor the type of an identifier of this profile",
                nearest: nearest(name, among: types), allowed: types)
        }
        pack.matchPoints.append(AlmaRulePack.MatchPoint(name: name, slots: slots))
        policies.populations.append(when)
    }

    private mutating func readProtected() {
        guard let (file, text) = settings.file("protected", &complaints) else { return }
        let lines = CodeListReading.lines(text)
        if lines.isEmpty {
            complaints.add(file.mark(1), key: "protected", "the list names nobody")
        }
        policies.protected = (file.name, lines)
    }

    private mutating func readPacking() {
        guard let packing = settings.block("packing") else { return }
        policies.packing = Packing(
            usersPerXML: packing.integer("users_per_xml") ?? 20_000, xmlsPerZip: packing.integer("xmls_per_zip") ?? 50,
            zipsPerRun: packing.integer("zips_per_run") ?? 20, zipBytes: packing.size("zip_size") ?? 4_000_000_000)
        if policies.packing.zipBytes > 4_000_000_000 {
            complaints.add(
                packing.written("zip_size")?.mark ?? packing.mark, key: "packing.zip_size",
                "the library system takes zips of at most 4GB")
        }
    }

    private mutating func readRules() {
        let names = AlmaRulePack.defaults.map(\.code.name)
        for pair in settings.written("rules")?.pairs ?? [] {
            guard AlmaRulePack.knows(pair.key) else {
                complaints.add(
                    pair.keyMark, key: "rules.\(pair.key)", "'\(pair.key)' is not a rule of the pack",
                    nearest: nearest(pair.key, among: names), allowed: names)
                continue
            }
            if let severity = pair.value.text.flatMap(RuleSeverity.init) { pack.set(pair.key, severity) }
        }
        guard let text = settings.text("purge_after_expiry") else { return }
        if let span = DateSpan(text), span.count >= 0 {
            pack.purgeSpan = span
        } else {
            complaints.add(
                settings.written("purge_after_expiry")?.mark ?? settings.mark, key: "purge_after_expiry",
                "'\(text)' is not a time", allowed: ["180 days", "6 months", "1 year"])
        }
    }
}
