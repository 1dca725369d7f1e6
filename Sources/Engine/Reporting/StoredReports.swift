import Exchange
import Machine

/// The reports that runs left in the workspace.
package struct StoredReports {
    private let workspace: Workspace

    package init(_ workspace: Workspace) { self.workspace = workspace }

    /// The report of a run; nil where there is none (yet).
    package func report(of run: String) throws(Fault) -> RunReport? {
        let plain = !run.isEmpty && run.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 }
        guard plain else { return nil }
        return try JSONFile.read(
            RunReport.self, "\(workspace.place(of: run))/\(RunReport.fileName)", in: workspace.folder)
    }
}
