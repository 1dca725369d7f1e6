import Exchange

extension Complaints {
    /// By file, line and column, each once.
    package func sorted() -> Complaints {
        var seen: Set<Complaint> = []
        let once = all.filter { seen.insert($0).inserted }
        return Complaints(once.sorted { Complaints.place($0) < Complaints.place($1) })
    }

    /// The complaints as one fault, for whoever only needs to know that a run cannot start. Its message is the first.
    package var fault: Fault {
        guard let first = sorted().all.first else {
            return Fault(.setupComplaints, .stop, "the configuration has mistakes")
        }
        let more = all.count == 1 ? "" : " (and \(all.count - 1) more)"
        return Fault(
            .setupComplaints, .stop, "\(first.mark): \(first.message)\(more)",
            context: [
                "file": first.mark.file, "line": String(first.mark.line), "column": String(first.mark.column),
                "key": first.key,
            ])
    }

    mutating func add(_ others: Complaints) { all += others.all }

    mutating func add(_ complaint: Complaint) { all.append(complaint) }

    private static func place(_ complaint: Complaint) -> (String, Int, Int, String) {
        (complaint.mark.file, complaint.mark.line, complaint.mark.column, complaint.message)
    }
}
