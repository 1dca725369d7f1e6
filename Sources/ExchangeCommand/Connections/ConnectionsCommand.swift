import ArgumentParser

struct ConnectionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connections", abstract: "List, test and get to know the places files come from and go to.",
        discussion: """
            A connection is defined in Profiles/connections.yaml. Setting one up, in this order:

              exchange connections trust alma     is it the right server? compares its host key
              exchange connections test alma      does it work as the profiles need it?
              exchange connections probe alma     what can the server do?

            Looking and carrying by hand, without a profile and without a trace in the ledger:

              exchange connections ls alma sis
              exchange connections get campus 'outgoing/*.csv' --to .
              exchange connections put alma people.zip --to sis

            Of another institution: exchange connections test north/alma
            """,
        subcommands: [
            ListConnections.self, TestConnections.self, ProbeConnection.self, TrustConnection.self,
            ListPlace.self, GetFiles.self, PutFiles.self, LandingZoneCommand.self,
        ])
}
