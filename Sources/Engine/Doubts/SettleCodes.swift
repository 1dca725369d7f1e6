import Exchange

extension Code {
    package static let settleState = Code(
        "settle.state", .usage, owner: .library,
        cause: "Only a delivery that is in doubt takes a decision, and this one is not. Nothing was changed.",
        remedy: "See 'exchange report' for what the last run of the profile waits for.")
    package static let settleEvident = Code(
        "settle.evident", .usage, owner: .library,
        cause: "What the receiver shows by now answers whether the file was published. Nothing was changed.",
        remedy: "Start 'exchange run' with the profile: it does what follows from that.")
    package static let settleUnseen = Code(
        "settle.unseen", .place, owner: .it,
        cause: "A file is sent anew only once it is certain that nobody can publish the one sent before, and for that "
            + "the receiver must be looked at. Nothing was changed.",
        remedy: "Try again when the receiver can be reached, with the connection as it was. If it has the file after "
            + "all, say '--delivered'.")
    package static let settleUnknown = Code(
        "settle.unknown", .usage, owner: .library,
        cause: "The command names a delivery that is not known, or a name that several deliveries have.",
        remedy: "Write it as run and number, as in 26-0412/1: 'exchange report RUN' shows what a run delivers.")

    /// Every code of this folder.
    package static let settle: [Code] = [settleState, settleEvident, settleUnseen, settleUnknown]
}
