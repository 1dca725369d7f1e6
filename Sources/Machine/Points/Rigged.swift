#if FAULT_POINTS
    import CLinux
    import Glibc
    import Synchronization

    /// What `EXCHANGE_FP` asks for, and how often each point has been passed. Debug builds only.
    final class Rigged: Sendable {
        static let shared = Rigged()

        private struct Trap: Sendable {
            let name: String
            let nth: Int
            /// Each pass from there on, too.
            let isForEver: Bool
            let action: String

            func isMet(_ point: String, _ pass: Int) -> Bool {
                point == name && (isForEver ? pass >= nth : pass == nth)
            }
        }

        private let traps: [Trap]
        private let log: String?
        private let passes = Mutex<[String: Int]>([:])

        private init() {
            traps = (Rigged.variable("EXCHANGE_FP") ?? "").split(separator: ",").compactMap { text in
                let parts = text.split(separator: ":", maxSplits: 2).map(String.init)
                guard parts.count == 3 else { return nil }
                let isForEver = parts[1].hasSuffix("+")
                guard let nth = Int(isForEver ? String(parts[1].dropLast()) : parts[1]) else { return nil }
                return Trap(name: parts[0], nth: nth, isForEver: isForEver, action: parts[2])
            }
            log = Rigged.variable("EXCHANGE_FP_LOG")
        }

        func reach(_ name: StaticString) -> Int32 {
            if traps.isEmpty && log == nil { return 0 }
            let name = name.description
            let (pass, all) = passes.withLock { passes in
                passes[name, default: 0] += 1
                passes["*", default: 0] += 1
                return (passes[name, default: 0], passes["*", default: 0])
            }
            record(name)
            guard let trap = traps.first(where: { $0.isMet(name, pass) || $0.isMet("*", all) }) else { return 0 }
            return spring(trap)
        }

        private func spring(_ trap: Trap) -> Int32 {
            switch trap.action {
            case "kill": kill(getpid(), SIGKILL)
            case "pause": kill(getpid(), SIGSTOP)
            default:
                if trap.action.hasPrefix("errno="), let number = Int32(trap.action.dropFirst(6)) { return number }
            }
            return 0
        }

        private func record(_ name: String) {
            guard let log else { return }
            let file = exchange_open(log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            guard file >= 0 else { return }
            let line = Array((name + "\n").utf8)
            _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            close(file)
        }

        private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    }
#endif
