extension Code {
    package static let noticeRefused = Code(
        "notice.refused", .place, owner: .it,
        cause:
            "Whoever was to be told refused this notice for good: no such mailbox, a sender that may not send, a webhook that "
            + "answered 4xx.",
        remedy:
            "Read the answer in the message, mend the channel under 'notify', and try it: 'exchange notices test CHANNEL'. "
            + "The run itself is not touched by this, and this notice is not sent again: 'exchange report' has what it said."
    )
    package static let noticeBusy = Code(
        "notice.busy", .place, owner: .it,
        cause: "Whoever was to be told asked to come back later (SMTP 4xx, HTTP 429 or 5xx).",
        remedy: "Nothing at first: it is tried again by the next runs. If it lasts, ask whoever runs that server.")
    package static let noticeProgram = Code(
        "notice.program", .machine, owner: .it,
        cause: "The program that tells people did not end well: it could not be started, took too long, or failed.",
        remedy:
            "Start it by hand with the words under 'command', and see what it says; then 'exchange notices test CHANNEL'."
    )
    package static let noticeChannel = Code(
        "notice.channel", .configuration, owner: .it,
        cause: "A notice names a channel that the configuration does not have (any more).",
        remedy: "See 'exchange notices list', and 'notify' in institutions.yaml and in the profile.")
    package static let noticeReport = Code(
        "notice.report", .machine, owner: .it,
        cause: "The report that a notice is made from is gone: its retention was over before the notice could be sent.",
        remedy: "Nothing can be sent any more. Mend the channel: 'exchange notices test CHANNEL'.")

    /// Every code of notices.
    package static let notices: [Code] = [noticeRefused, noticeBusy, noticeProgram, noticeChannel, noticeReport]
}
