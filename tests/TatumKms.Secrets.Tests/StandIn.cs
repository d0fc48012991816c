using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TatumKms.Secrets.Tests;

/// <summary>A server on this machine that answers as a test tells it to.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;
    private int _requests;

    private StandIn(WebApplication app, X509Certificate2? certificate) => (_app, _certificate) = (app, certificate);

    /// <summary>Its address, with a slash at the end.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Starts one that speaks HTTP.</summary>
    public static Task<StandIn> StartAsync(RequestDelegate answer) => StartAsync(answer, certificate: null);

    /// <summary>Starts one that speaks HTTPS, with a certificate that nobody trusts.</summary>
    public static Task<StandIn> StartSecureAsync(RequestDelegate answer) => StartAsync(answer, CreateCertificate());

    /// <summary>Starts one that speaks HTTPS, with a certificate of its own, which it disposes.</summary>
    public static Task<StandIn> StartSecureAsync(RequestDelegate answer, X509Certificate2 certificate) => StartAsync(answer, certificate);

    /// <summary>An answer with a body.</summary>
    public static RequestDelegate Answer(string body, int status = StatusCodes.Status200OK) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    private static async Task<StandIn> StartAsync(RequestDelegate answer, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        var standIn = new StandIn(app, certificate);
        app.Run(context =>
        {
            Interlocked.Increment(ref standIn._requests);
            return answer(context);
        });
        await app.StartAsync();
        return standIn;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
