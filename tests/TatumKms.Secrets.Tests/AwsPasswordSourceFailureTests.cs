using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class AwsPasswordSourceFailureTests : PasswordSourceFailures
{
    protected override (int Status, string Body) Denied => Error("AccessDeniedException");

    protected override (int Status, string Body) Missing => Error("ResourceNotFoundException");

    [Theory]
    [InlineData("UnrecognizedClientException", KmsError.Configuration, "denies access")]
    [InlineData("com.amazonaws.secretsmanager#AccessDeniedException", KmsError.Configuration, "denies access")]
    [InlineData("ExpiredTokenException", KmsError.Configuration, "session is over")]
    [InlineData("InvalidSignatureException", KmsError.Configuration, "signature")]
    [InlineData("DecryptionFailure", KmsError.Configuration, "decrypt")]
    [InlineData("InvalidRequestException", KmsError.Configuration, "present state")]
    [InlineData("ThrottlingException", KmsError.Api, "cannot answer")]
    [InlineData("canary-5c21e0", KmsError.Configuration, "HTTP 400")]
    public async Task What_AWS_calls_an_error_is_said_in_words(string type, KmsError expected, string words) =>
        Assert.Contains(words, (await FailAsync(expected, StandIn.Answer(Error(type).Body, Error(type).Status))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_secret_of_bytes_that_are_no_text_is_refused() =>
        Assert.Contains("'password'", (await FailAsync(KmsError.Configuration, StandIn.Answer("""{"SecretBinary":"//79"}"""))).Message, StringComparison.Ordinal);

    protected override string Wrap(string value) => JsonSerializer.Serialize(new { Name = Canary, SecretString = value });

    protected override IPasswordSource Create(string address, TimeProvider time) => new AwsPasswordSource(
        new AwsSettings
        {
            SecretName = "kms/wallet",
            SecretKey = "password",
            Region = "eu-central-1",
            AccessKeyId = Canary,
            SecretAccessKey = SecretBytes.FromUtf8(Canary),
            SessionToken = SecretBytes.FromUtf8(Canary),
            Endpoint = address,
        },
        time);

    private static (int Status, string Body) Error(string type) =>
        (StatusCodes.Status400BadRequest, JsonSerializer.Serialize(new { __type = type, Message = $"Not for {Canary}." }));
}
