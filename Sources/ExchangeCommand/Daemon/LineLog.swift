import ArgumentParser
import CLinux
import Daemon
import Exchange
import Glibc
import Logging
import Machine

/// The daemon's log: one event a line on standard error, which is the journal's where systemd started us. Lossy by intent:
/// a full disk or a reader that stands still never keeps a run waiting; what was lost is counted, and said once there is room.
final class LineLog {
    enum Kind: String, ExpressibleByArgument, CaseIterable { case text, json }

    private let logger: Logger

    init(_ kind: Kind, from level: DaemonEvent.Level) {
        var logger = Logger(label: "exchange") { _ in LineHandler(kind: kind) }
        logger.logLevel = LineLog.level(level)
        self.logger = logger
    }

    func say(_ event: DaemonEvent) {
        var fields = event.fields.mapValues { Logger.MetadataValue.string($0) }
        fields["event"] = .string(event.name)
        logger.log(level: LineLog.level(event.level), "\(event.message)", metadata: fields)
    }

    private static func level(_ level: DaemonEvent.Level) -> Logger.Level {
        switch level {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
