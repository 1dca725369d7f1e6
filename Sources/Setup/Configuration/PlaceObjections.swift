import Exchange

/// What the places themselves have against the folders and names a profile would use there.
enum PlaceObjections {
    static func check(_ pickup: PickupPlan, _ from: Settings, _ complaints: inout Complaints) {
        check(pickup.folder, from, "folder", pickup.transport, &complaints)
    }

    static func check(_ delivery: DeliveryPlan, _ to: Settings, _ complaints: inout Complaints) {
        check(delivery.folder, to, "folder", delivery.transport, &complaints)
        // A placeholder's value has nothing in it that a place could dislike: digits, or names of our own. Names of arrivals
        // are looked at in the run that has them.
        check(delivery.name.filled { _ in "1" }, to, "name", delivery.transport, &complaints)
    }

    private static func check(
        _ path: String, _ settings: Settings, _ key: String, _ transport: any Transport, _ complaints: inout Complaints
    ) {
        guard !path.isEmpty, let node = settings.written(key), let words = transport.objection(toPath: path) else {
            return
        }
        complaints.add(node.mark, key: settings.dotted(key), words)
    }
}
