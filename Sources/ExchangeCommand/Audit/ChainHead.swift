import ArgumentParser
import Exchange

/// A head of the chain as a report prints it, `41:9f86…`, or its hash alone.
struct ChainHead: ExpressibleByArgument {
    let row: Int?
    let hash: ContentDigest

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let hash = parts.last.flatMap({ ContentDigest(hex: $0.lowercased()) }) else {
            return nil
        }
        self.hash = hash
        if parts.count == 1 {
            row = nil
        } else {
            guard let number = Int(parts[0]), number > 0 else { return nil }
            row = number
        }
    }
}
