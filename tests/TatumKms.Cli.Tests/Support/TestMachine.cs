using System.Text;
using TatumKms.Cli.Terminal;
using TatumKms.Wallets;

namespace TatumKms.Cli.Tests.Support;

/// <summary>A machine of its own for a test: a home and a working directory in a temporary folder, and made-up streams.</summary>
internal sealed class TestMachine : IDisposable
{
    public const string Password = "correct horse";

    /// <summary>The cheapest that a store may be written with.</summary>
    private static readonly KdfParameters QuickKdf = new(1 << 15, 8, 1);

    public TestMachine()
    {
        Folder = Directory.CreateTempSubdirectory("tatum-kms-cli-").FullName;
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(WorkingDirectory);
        Directory.CreateDirectory(Temporary);
        Environment = new Dictionary<string, string>
        {
            ["HOME"] = Home,
            ["TATUM_KMS_PASSWORD"] = Password,
        };
    }

    public string Folder { get; }

    public string Home => Path.Combine(Folder, "home");

    public string WorkingDirectory => Path.Combine(Folder, "work");

    public string Temporary => Path.Combine(Folder, "tmp");

    public string Store => Path.Combine(Home, ".tatumrc", "wallet.dat");

    /// <summary>The list of swap areas, where the test writes one.</summary>
    public string Swaps => Path.Combine(Folder, "swaps");

    public Dictionary<string, string> Environment { get; }

    /// <summary>Standard input, where nobody sits at a terminal.</summary>
    public string Input { get; set; } = "";

    /// <summary>What somebody at the terminal types; nothing when there is no terminal.</summary>
    public string[]? Typed { get; set; }

    /// <summary>Whether standard output is a terminal.</summary>
    public bool OutputIsTerminal { get; set; }

    /// <summary>Whether standard error is a terminal.</summary>
    public bool ErrorIsTerminal { get; set; }

    /// <summary>The columns of the terminal, where it tells them.</summary>
    public int? Columns { get; set; }

    /// <summary>Every file below the temporary folder, with its length and its last change.</summary>
    public IReadOnlyList<string> Files =>
        [.. new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc:O}").Order()];

    public Task<RunResult> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public async Task<RunResult> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Input));
        using var output = new MemoryStream();
        await using var error = new StringWriter { NewLine = "\n" };
        var person = Typed is null ? null : new FakePerson(Typed);
        var machine = new Machine
        {
            Terminal = new StandardTerminal(input, output, TextWriter.Synchronized(error), (OutputIsTerminal, ErrorIsTerminal), person)
            {
                HasColours = Ink.IsAllowed(Environment),
                Columns = OutputIsTerminal ? Columns : null,
            },
            Environment = Environment,
            WorkingDirectory = WorkingDirectory,
            TemporaryDirectory = Temporary,
            SwapsFile = Swaps,
            Kdf = QuickKdf,
        };
        var code = await new KmsApplication(machine).RunAsync(arguments, cancellationToken);
        return new RunResult(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString(), person?.Questions ?? []);
    }

    /// <summary>Stores a new testnet wallet and gives its id.</summary>
    public async Task<string> GenerateAsync(params string[] arguments) =>
        (await RunAsync(["generatemanagedwallet", "BTC", "--testnet", .. arguments])).Json("signatureId");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
