using TatumKms.Core;

namespace TatumKms.Secrets;

/// <content>What the errors of AWS Secrets Manager mean.</content>
public sealed partial class AwsPasswordSource
{
    private static readonly (string Code, Func<SecretsHttp, string, KmsException> Explain)[] Errors =
    [
        ("ResourceNotFoundException", (http, code) => http.Missing(code)),
        ("AccessDeniedException", (http, code) => http.Denied(code)),
        ("UnrecognizedClientException", (http, code) => http.Denied(code)),
        ("InvalidClientTokenId", (http, code) => http.Denied(code)),
        ("MissingAuthenticationTokenException", (http, code) => http.Denied(code)),
        ("NotAuthorized", (http, code) => http.Denied(code)),
        ("OptInRequired", (http, code) => http.Denied(code)),
        ("ExpiredTokenException", (_, code) => new KmsException(
            KmsError.Configuration, $"The AWS session is over ({code}).", "Log in to AWS again, or give other credentials.")),
        ("InvalidSignatureException", WrongSignature),
        ("IncompleteSignatureException", WrongSignature),
        ("RequestExpired", WrongSignature),
        ("DecryptionFailure", (_, code) => new KmsException(
            KmsError.Configuration, $"AWS Secrets Manager cannot decrypt the secret ({code}).", "Check the key in AWS KMS and the right kms:Decrypt.")),
        ("InvalidRequestException", (_, code) => new KmsException(
            KmsError.Configuration, $"AWS Secrets Manager does not give the secret in its present state ({code}).", "Check whether it is to be deleted, and whether it has a current version.")),
        ("ThrottlingException", (http, code) => http.Unavailable(code)),
        ("TooManyRequestsException", (http, code) => http.Unavailable(code)),
        ("ServiceUnavailableException", (http, code) => http.Unavailable(code)),
        ("InternalServiceError", (http, code) => http.Unavailable(code)),
    ];

    private static KmsException WrongSignature(SecretsHttp http, string code) => new(
        KmsError.Configuration, $"AWS does not accept the signature of the request ({code}).", "Check the secret access key, and the clock of this machine.");
}
