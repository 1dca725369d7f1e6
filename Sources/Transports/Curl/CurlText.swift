/// Options of libcurl's that are texts, which it copies; nil takes one back.
enum CurlText: Int32 {
    case url = 10_002
    case proxy = 10_004
    case range = 10_007
    case activeAddress = 10_017
    case method = 10_036
    case ownCertificates = 10_065
    case ciphers = 10_083
    case certificateFolder = 10_097
    case acceptedEncodings = 10_102
    case body = 10_165
    case user = 10_173
    case password = 10_174
    case noProxy = 10_177
    case bearer = 10_220
    case agent = 10_018
    case ciphers13 = 10_276
    case mailFrom = 10_186
    case loginOptions = 10_224
    case ftpAccount = 10_134
    case protocols = 10_318
    case redirectProtocols = 10_319
}
