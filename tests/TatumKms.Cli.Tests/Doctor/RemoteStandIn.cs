using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TatumKms.Cli.Tests.Doctor;

/// <summary>A server on this machine, over http or over https with a certificate of its own making.</summary>
internal sealed class RemoteStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;
    private int _requests;

    private RemoteStandIn(WebApplication app, X509Certificate2? certificate) => (_app, _certificate) = (app, certificate);

    public Uri Url => new(_app.Urls.Single());

    /// <summary>How often it was asked.</summary>
    public int Requests => _requests;

    /// <summary>Trusts the server's certificate and no other.</summary>
    public X509ChainPolicy Trusting => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { _certificate! },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    public static Task<RemoteStandIn> StartAsync(RequestDelegate answer) => StartAsync(answer, null);

    /// <summary>Starts one that speaks https.</summary>
    /// <param name="begins">When its certificate begins.</param>
    /// <param name="ends">When it ends.</param>
    /// <param name="name">To whom it is made out; this machine unless given.</param>
    public static Task<RemoteStandIn> StartSecureAsync(DateTimeOffset begins, DateTimeOffset ends, string? name = null) =>
        StartAsync(Answer(200), CreateCertificate(begins, ends, name));

    /// <summary>An answer without a body.</summary>
    public static RequestDelegate Answer(int status, DateTimeOffset? date = null) => context =>
    {
        context.Response.StatusCode = status;
        if (date is { } told)
        {
            context.Response.Headers.Date = told.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    };

    /// <summary>No answer for as long as somebody waits for one.</summary>
    public static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    private static async Task<RemoteStandIn> StartAsync(RequestDelegate answer, X509Certificate2? certificate)
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
        var standIn = new RemoteStandIn(app, certificate);
        app.Run(context =>
        {
            Interlocked.Increment(ref standIn._requests);
            return answer(context);
        });
        await app.StartAsync();
        return standIn;
    }

    private static X509Certificate2 CreateCertificate(DateTimeOffset begins, DateTimeOffset ends, string? name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=second pair of eyes", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(begins, ends);
    }
}
