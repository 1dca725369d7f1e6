import Exchange
import Machine

/// What works in a connection, but hardly as it was meant, or not for long. Keys are looked at, not decrypted.
struct AccountDoubts {
    let account: SSHAccount
    let place: SFTPPlace
    let preset: SFTPPreset?
    /// As connecting counts it: in UTC.
    let today: CivilDate

    /// By the setting's key.
    var all: [(key: String, words: String)] {
        var found = SecretDoubts.all(account)
        var kinds: [KeyFile.Kind] = []
        for case .key(let source, let passphrase, _) in account.credentials {
            do throws(Fault) {
                let key = try KeyFile.look(at: source)
                kinds.append(key.kind)
                found += AccountDoubts.doubts(key, passphrase)
            } catch {
                found.append(("key", "\(error.message) \(error.remedy)"))
            }
        }
        if case .knownHosts(let path) = account.hostKeys {
            do throws(Fault) { _ = try KnownHostsFile.read(path) } catch {
                found.append(("known_hosts", "\(error.message) \(error.remedy)"))
            }
        }
        if let legacy = account.legacy {
            found.append(("legacy", AccountDoubts.words(legacy, today)))
        }
        return found + (preset?.doubts(port: account.port, path: place.base, keys: kinds) ?? [])
    }

    private static func words(_ legacy: LegacyAlgorithms, _ today: CivilDate) -> String {
        let names = legacy.names.joined(separator: ", ")
        if today > legacy.until {
            return
                "\(names) was allowed until \(legacy.until), and that day has passed: nothing is connected to any more; "
                + "have the server changed, or name another day and reason"
        }
        return "weak algorithms are allowed until \(legacy.until): \(names) (\(legacy.reason))"
    }

    private static func doubts(_ key: KeyFile, _ passphrase: SecretSource?) -> [(key: String, words: String)] {
        if key.isEncrypted, passphrase == nil {
            return [("key", "the key has a passphrase, and the connection does not say where that is kept")]
        }
        if !key.isEncrypted, passphrase != nil { return [("passphrase", "the key has no passphrase")] }
        if key.kind == .dsa { return [("key", "it is a DSA key, which servers no longer accept; make an Ed25519 key")] }
        return []
    }
}
