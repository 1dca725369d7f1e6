import ArgumentParser

struct NoticesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices", abstract: "Who was told what, and what could not be sent.",
        discussion: """
            Who is told when a run is held or fails stands under 'notify' in institutions.yaml and in profiles. Each run \
            sends what is due when it ends; what cannot be sent is tried again by later runs, or here.

              exchange notices list
              exchange notices send
              exchange notices test library
            """,
        subcommands: [ListNotices.self, SendNotices.self, TestNotices.self])
}
