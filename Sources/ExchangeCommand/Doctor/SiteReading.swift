import Exchange
import Setup

/// The configuration, as far as it can be read, and what is to be said about that.
struct SiteReading {
    private(set) var found: (folder: RootFolder, configuration: Configuration)?
    private(set) var lines: [DoctorLine] = []

    init(_ options: RootOptions) {
        do throws(Fault) { try read(try options.folder()) } catch {
            lines.append(.fail("configuration", error.message, do: error.remedy))
        }
    }

    private mutating func read(_ folder: RootFolder) throws(Fault) {
        do throws(SetupFailure) {
            let configuration = try folder.configuration()
            found = (folder, configuration)
            lines.append(line(folder, configuration, try review(configuration)))
        } catch {
            guard case .complaints(let complaints) = error else { throw error.fault }
            lines.append(broken(folder, complaints.all.count))
        }
    }

    private func review(_ configuration: Configuration) throws(SetupFailure) -> Review {
        do throws(Fault) { return try configuration.review() } catch { throw .fault(error) }
    }

    private func line(_ folder: RootFolder, _ configuration: Configuration, _ review: Review) -> DoctorLine {
        let wrong = review.all.all.count
        if wrong > 0 { return broken(folder, wrong) }
        let profiles = counted(configuration.profileNames.count, "profile")
        let connections = counted(SiteConnections.names(configuration).count, "connection")
        let words = "\(folder.path): \(profiles) and \(connections), all whole"
        let doubts = review.doubts.all.count
        if doubts == 0 { return .ok("configuration", words) }
        return .warn(
            "configuration", "\(words); \(counted(doubts, "warning"))",
            do: "exchange profiles check shows what is doubtful.")
    }

    private func broken(_ folder: RootFolder, _ count: Int) -> DoctorLine {
        .fail(
            "configuration", "\(folder.path): \(counted(count, "complaint"))",
            do: "exchange profiles check says where, and what is allowed there.")
    }
}
