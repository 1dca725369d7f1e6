import Exchange

/// What `notify` may say, in institutions.yaml and in a profile.
enum NoticeSettings {
    static let institution: [Setting] = [
        Setting(
            "channels", .table(.node), "Ways to tell somebody, by name; each has a 'kind'.",
            example: "{library: {kind: mail, …}}"),
        Setting("rules", .list(.block(rule)), "When which of them is told.", example: "[{when: failed, to: library}]"),
        Setting(
            "quiet", .duration, "The same trouble again within this time is counted, not told; else 20h.", example: "6h"
        ),
        Setting("give_up", .duration, "For so long what could not be sent is tried; else 3d.", example: "1d"),
    ]

    static let profile: [Setting] =
        institution + [
            Setting(
                "inherit", .boolean, "No: the institution's rules do not hold for this profile; else they do.",
                example: "no")
        ]

    static let channel: [Setting] = [
        Setting("kind", .text, required: true, "Which kind of channel.", example: "mail")
    ]

    private static let owners = Setting.Kind.choice(Owner.allCases.map(\.rawValue))
    private static let causes = Setting.Kind.choice(NoticeCause.allCases.map(\.rawValue))

    private static let rule: [Setting] = [
        Setting(
            "when", .either(causes, .list(causes)), required: true, "How a run ends.",
            example: "[held, failed, missing]"),
        Setting("owner", .either(owners, .list(owners)), "Only where these must act.", example: "registrar"),
        Setting("to", .either(.text, .list(.text)), required: true, "Names of channels.", example: "[library]"),
    ]
}
