import Exchange

/// Status codes that are in no list. A vendor that writes codes of its own writes them in every line, so each code is said
/// once; what becomes of the line may be known all the same, from LIN.
struct EDIStatusCheck {
    private struct Unknown {
        let status: EDIStatus
        var lines = 0
        /// Lines of which LIN says nothing either.
        var open = 0
    }

    let findings: [Finding]

    init(_ response: EDIResponse) {
        var unknown: [Unknown] = []
        for line in response.lines {
            let isOpen = EDIStatus.action(line.item.action) == nil
            for status in line.statuses where !status.isKnown {
                let known = unknown.firstIndex { $0.status.words == status.words }
                let at = known ?? unknown.endIndex
                if known == nil { unknown.append(Unknown(status: status)) }
                unknown[at].lines += 1
                if isOpen { unknown[at].open += 1 }
            }
        }
        findings = unknown.map { one in
            let has = "\(counted(one.lines, "line")) \(one.lines == 1 ? "has" : "have") the \(one.status.words), "
            if one.open == 0 {
                return Finding(
                    .note, .ediStatusUnknown, one.status.code.position,
                    has + "which that list does not have; LIN says what becomes of \(one.lines == 1 ? "it" : "them").",
                    subject: response.number?.value)
            }
            return Finding(
                .warning, .ediStatusUnknown, one.status.code.position,
                has
                    + "which that list does not have, and LIN does not say what becomes of \(grouped(one.open)) of these.",
                subject: response.number?.value)
        }
    }
}
