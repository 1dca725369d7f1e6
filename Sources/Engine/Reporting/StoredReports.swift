import Exchange
import Machine

/// The reports that runs left in the workspace.
package struct StoredReports {
    private let workspace: Workspace

    package init(_ workspace: Workspace) { self.workspace = workspace }

    /// Writes it into its run's folder, in place of an earlier one.
    @discardableResult
    func keep(_ report: RunReport) throws(Fault) -> RunReport {
        let place = workspace.place(of: report.run)
        _ = try workspace.folder.making(place)
        try JSONFile.write(report, as: "\(place)/\(RunReport.fileName)", in: workspace.folder)
        return report
    }

    /// The report of a run; nil where there is none (yet).
    package func report(of run: String) throws(Fault) -> RunReport? {
        let plain = !run.isEmpty && run.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 }
        guard plain else { return nil }
        return try JSONFile.read(
            RunReport.self, "\(workspace.place(of: run))/\(RunReport.fileName)", in: workspace.folder)
    }
}
