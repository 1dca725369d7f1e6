import Exchange

extension Code {
    package static let moneySpool = Code(
        "money.spool", .machine, owner: .it,
        cause:
            "The scratch file in which a run keeps what its cover sheets will say does not give back what was written.",
        remedy: "Check the disk of the state folder; then run again.")

    /// The codes that feeds with money share.
    package static let money: [Code] = [moneySpool]
}
