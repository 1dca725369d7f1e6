import Exchange

/// Which names deliveries get at their receiver.
struct FreeNames {
    private let run: OpenRun

    init(_ run: OpenRun) { self.run = run }

    /// The names as they are wanted; under the policy `version`, for each the first of `name.zip`, `name-2.zip`, … that
    /// is free now. They are fixed with the plan: if somebody takes one before we publish, the delivery is held.
    func names(for wanted: [String]) throws(Fault) -> [String] {
        guard run.plan.delivery.conflict == .version, !wanted.isEmpty else { return wanted }
        let session = try run.target()
        var names = wanted
        var versions = wanted.map { _ in 1 }
        // No name that one of ours wants is another one's version.
        var given = Set(wanted)
        var asked = Array(wanted.indices)
        while !asked.isEmpty {
            var taken: [Int] = []
            for (index, found) in zip(asked, try session.stat(asked.map { names[$0] })) where try found.get() != nil {
                taken.append(index)
            }
            for index in taken {
                repeat {
                    versions[index] += 1
                    names[index] = PlacePath.inserting("-\(versions[index])", into: wanted[index])
                } while !given.insert(names[index]).inserted
            }
            asked = taken
        }
        return names
    }
}
