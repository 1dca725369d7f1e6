import Exchange

extension Code {
    package static let ftpListing = Code(
        "ftp.listing", .place, owner: .it,
        cause:
            "The server's list of files is in a form this program does not know. It guesses nothing, because a wrong guess "
            + "takes the wrong file or misses the right one.",
        remedy:
            "Ask whoever runs the server to switch on MLSD, or listings in the form of Unix. Send us the line in the "
            + "message.")
    package static let ftpData = Code(
        "ftp.data", .place, owner: .it,
        cause:
            "FTP carries files over a second connection, to another port, and that one did not come about. As a rule a "
            + "firewall stands between.",
        remedy: "Ask whoever runs the server for its passive ports, and open them in the firewall from here to there.")
    package static let ftpPassive = Code(
        "ftp.passive", .place, owner: .it,
        cause:
            "The server refuses both passive modes (EPSV and PASV) and wants to connect to this machine itself (active "
            + "mode). That is not done: it would need open ports here.",
        remedy: "Ask whoever runs the server to allow passive mode.")
    package static let ftpReuse = Code(
        "ftp.reuse", .place, owner: .it,
        cause:
            "The server wants the data connection to go on with the TLS session of the control connection, and did not see "
            + "it doing so. Under TLS 1.3 that is broken in some servers.",
        remedy: "Write 'tls_max: 1.2' into the connection. If that does not help, ask whoever runs the server.")
    package static let ftpUnprotected = Code(
        "ftp.unprotected", .place, owner: .it,
        cause:
            "The server speaks TLS for the commands only, and wants the files in the open (PROT P was refused). No file was "
            + "sent.",
        remedy: "Ask whoever runs the server to allow PROT P: files and lists are as private as passwords.")
    package static let ftpPlainExpired = Code(
        "ftp.plain.expired", .configuration, owner: .it,
        cause:
            "The connection may speak plain FTP, where everybody on the way can read the password and the files, only up "
            + "to a day that has passed.",
        remedy:
            "Change to 'scheme: ftps' or 'sftp'. If it cannot be helped, agree on a new day and write it under 'plain_ftp: "
            + "until' with the reason.")

    /// Every code of FTP and FTPS.
    package static let ftp: [Code] = [
        ftpListing, ftpData, ftpPassive, ftpReuse, ftpUnprotected, ftpPlainExpired,
    ]
}
