import Exchange

/// The files of ours that stand at a place for a moment, so that they go whatever happens.
final class OwnTraces {
    private var paths: [String] = []
    /// A conversation that nobody can stop, where the one at hand is gone.
    private let again: () throws(Fault) -> any Session

    init(again: @escaping () throws(Fault) -> any Session) { self.again = again }

    /// To be said before the file is made.
    func expect(_ path: String) { paths.append(path) }

    /// They have names of their own now, or are gone.
    func forget() { paths = [] }

    /// Removes what may be there, and answers with what could not be removed.
    func sweep(_ session: any Session) -> [String] {
        if paths.isEmpty { return [] }
        var left = remove(session)
        if left == nil {
            do throws(Fault) {
                let fresh = try again()
                defer { fresh.close() }
                left = remove(fresh)
            } catch {}  // What is left is said.
        }
        let rest = left ?? paths
        paths = []
        return rest
    }

    /// Nil where the conversation is gone.
    private func remove(_ session: any Session) -> [String]? {
        do throws(Fault) {
            let fates = try session.remove(paths)
            let refused = zip(paths, fates).compactMap { path, fate in
                guard case .failure(let fault) = fate else { return nil as String? }
                // Where a path leads out of the connection's folder, nothing of ours was ever made.
                return [.placeMissing, .placePathRefused].contains(fault.code) ? nil : path
            }
            if refused.isEmpty { return [] }
            // Where nothing may be made, nothing may be removed either: a look tells what is left.
            return zip(refused, try session.stat(refused)).compactMap { path, look in
                if case .success(nil) = look { nil } else { path }
            }
        } catch {
            return nil
        }
    }
}
