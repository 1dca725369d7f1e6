/// The files sshd reads.
struct SSHConfig {
    let variant: SSHVariant
    let folder: ServerFolder
    let served: String
    let user: String

    func text(port: Int, hostKeys: [SSHKey]) -> String {
        var lines = variant.lines
        lines.append("ListenAddress 127.0.0.1:\(port)")
        if variant.listensOnIPv6 { lines.append("ListenAddress [::1]:\(port)") }
        lines += hostKeys.map { "HostKey \($0.path)" }
        lines += [
            "PidFile none", "UsePAM no", "StrictModes no", "UseDNS no", "PrintMotd no", "PrintLastLog no",
            "LogLevel VERBOSE", "LoginGraceTime 30", "MaxStartups 1000", "PermitRootLogin yes",
            "AuthorizedKeysFile \(folder.at("authorized_keys"))", "KbdInteractiveAuthentication no",
            "PasswordAuthentication \(variant.password == nil ? "no" : "yes")",
        ]
        if variant.isChrooted {
            // The last lines of the file: a Match goes on to the end.
            lines += ["Subsystem sftp internal-sftp", "Match User \(user)"]
            lines += ["  ChrootDirectory \(served)", "  ForceCommand internal-sftp", "  AllowTcpForwarding no"]
        } else {
            lines.append("Subsystem sftp \(variant.subsystem ?? "internal-sftp -d \(served)")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The passwd and shadow files of the private account, where there is one.
    func accounts() throws -> (passwd: String, shadow: String)? {
        guard let password = variant.password else { return nil }
        let (passwd, shadow) = (folder.at("passwd"), folder.at("shadow"))
        let others = (TextFile.read("/etc/passwd") ?? "").split(separator: "\n").map(String.init)
        let number = Account.privateNumber
        try TextFile.write(
            passwd, (others + ["\(user):x:\(number):\(number)::\(served):/bin/sh"]).joined(separator: "\n") + "\n")
        // The third field is the day of the last change; 0 is "must be changed now".
        let changed = variant.isPasswordExpired ? "0" : "20000"
        try TextFile.write(shadow, "\(user):\(try Account.hash(password)):\(changed):0:99999:7:::\n", mode: 0o600)
        return (passwd, shadow)
    }
}
