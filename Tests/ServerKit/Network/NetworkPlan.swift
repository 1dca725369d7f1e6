/// What happens to one connection through a `FaultProxy`. The words are those in the header of
/// `Tests/Servers/fault-proxy/main.c`; plans are put together with `+`.
package struct NetworkPlan: Hashable, Sendable {
    package enum Way: String, CaseIterable, Sendable {
        /// From client to server, and back.
        case up, down
    }

    /// What strikes behind a number of bytes.
    package enum Strike: String, CaseIterable, Sendable {
        /// Both directions end in order.
        case cut
        /// Both sides get a reset.
        case reset
        /// This direction ends, the other goes on.
        case half
        /// Nothing is taken or sent any more in this direction.
        case stall
        /// Everything is taken, nothing passed on.
        case lose
    }

    package let words: [String]

    package static let clean = NetworkPlan(words: [])
    /// Accepted, and nothing ever happens.
    package static let blackhole = NetworkPlan(words: ["blackhole"])
    /// Reset at once.
    package static let refuse = NetworkPlan(words: ["refuse"])

    package static func strike(_ strike: Strike, _ way: Way, after bytes: Int) -> NetworkPlan {
        NetworkPlan(words: ["\(way.rawValue)-\(strike.rawValue)=\(bytes)"])
    }

    /// One byte arrives with its lowest bit turned.
    package static func corrupt(_ way: Way, byte: Int) -> NetworkPlan {
        NetworkPlan(words: ["\(way.rawValue)-corrupt=\(byte)"])
    }

    package static func rate(_ way: Way, bytesPerSecond: Int) -> NetworkPlan {
        NetworkPlan(words: ["\(way.rawValue)-rate=\(bytesPerSecond)"])
    }

    /// A distance: so long there and back, with at most `window` bytes under way in one direction.
    package static func distance(roundTripMilliseconds: Int, window: Int = 16 << 20) -> NetworkPlan {
        NetworkPlan(words: ["delay=\(roundTripMilliseconds / 2)", "window=\(window)"])
    }

    package static func slowAccept(milliseconds: Int) -> NetworkPlan {
        NetworkPlan(words: ["slow-accept=\(milliseconds)"])
    }

    package static func + (one: NetworkPlan, other: NetworkPlan) -> NetworkPlan {
        NetworkPlan(words: one.words + other.words)
    }

    var argument: String { words.isEmpty ? "clean" : words.joined(separator: ",") }
}
