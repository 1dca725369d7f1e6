import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine
import Setup

struct MetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "How every profile stands, as OpenMetrics text.",
        discussion: """
            For the node exporter's textfile collector, or whatever reads OpenMetrics. A run writes the same by itself \
            where institutions.yaml names a 'metrics_file'; use one of both, or everything is counted twice. Labels are \
            institution and profile; no names of files, nothing of people.

              exchange metrics
              exchange metrics --file /var/lib/prometheus/node-exporter/exchange.prom
            """)

    @Option(help: ArgumentHelp("Write it there, in place of what is there, at once.", valueName: "file"))
    var file: String?
    @OptionGroup var institution: InstitutionOptions

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let own = try institution.institution.map { _ in try institution.name(configuration) }
        var standings: [ProfileStanding] = []
        for one in configuration.institutions where own.map({ $0 == one.name }) ?? true {
            let desk = try Desk(one, folder)
            defer { desk.ledger.close() }
            standings += try Metrics(configuration).standings(one, desk)
        }
        let text = MetricsText(standings, heartbeat: try Heartbeat.read(in: folder.daemonState)).text
        guard let file else { return Terminal.put(text, on: STDOUT_FILENO) }
        try OwnFile.write(text, to: file, isForEverybody: true)
    }
}
