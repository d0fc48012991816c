#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false

// Prints what the executable is made of as CycloneDX 1.6: each package of the command line's lock file, which has those of all its parts, with its licence and the SHA-512 of
// the package that was restored, and the .NET runtime that a single file has inside.
//
//   dotnet run deploy/sbom.cs -- VERSION SECONDS-SINCE-1970 RUNTIMECONFIG
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

const string Product = "tatum-kms";
if (args is not [var version, var seconds, var runtimeConfig])
{
    Console.Error.WriteLine("usage: dotnet run deploy/sbom.cs -- VERSION SECONDS-SINCE-1970 RUNTIMECONFIG");
    return 2;
}

var packages = new SortedDictionary<string, Package>(StringComparer.OrdinalIgnoreCase);
var direct = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
ReadLockFile(Path.Combine("src", "TatumKms.Cli", "packages.lock.json"));
ReadRuntime(runtimeConfig);
var main = $"pkg:generic/{Product}@{version}";
var document = new JsonObject
{
    ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
    ["bomFormat"] = "CycloneDX",
    ["specVersion"] = "1.6",
    ["version"] = 1,
    ["metadata"] = new JsonObject
    {
        ["timestamp"] = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["component"] = new JsonObject
        {
            ["type"] = "application",
            ["bom-ref"] = main,
            ["name"] = Product,
            ["version"] = version,
            ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } }),
            ["purl"] = main,
        },
    },
    ["components"] = new JsonArray([.. packages.Values.Select(Component)]),
    ["dependencies"] = new JsonArray([
        Dependency(main, direct.Where(packages.ContainsKey)),
        .. packages.Values.Select(package => Dependency(package.Purl, package.Needs.Where(packages.ContainsKey)))]),
};
var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
Console.WriteLine(document.ToJsonString(options));
return 0;

void ReadLockFile(string path)
{
    using var lockFile = JsonDocument.Parse(File.ReadAllText(path));
    foreach (var framework in lockFile.RootElement.GetProperty("dependencies").EnumerateObject())
    {
        foreach (var entry in framework.Value.EnumerateObject())
        {
            var type = entry.Value.GetProperty("type").GetString();
            string[] needs = entry.Value.TryGetProperty("dependencies", out var list) ? [.. list.EnumerateObject().Select(need => need.Name)] : [];
            if (type == "Project")
            {
                direct.UnionWith(needs);
                continue;
            }

            packages[entry.Name] = new Package(entry.Name, entry.Value.GetProperty("resolved").GetString()!, needs);
            if (type == "Direct")
            {
                direct.Add(entry.Name);
            }
        }
    }
}

void ReadRuntime(string path)
{
    using var config = JsonDocument.Parse(File.ReadAllText(path));
    var runtime = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!.Split('_')[^1];
    foreach (var framework in config.RootElement.GetProperty("runtimeOptions").GetProperty("includedFrameworks").EnumerateArray())
    {
        var name = $"{framework.GetProperty("name").GetString()}.Runtime.{runtime}";
        packages[name] = new Package(name, framework.GetProperty("version").GetString()!, []);
        direct.Add(name);
    }
}

JsonObject Component(Package package)
{
    var nuspec = XDocument.Load(package.File(".nuspec")).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    var component = new JsonObject
    {
        ["type"] = "library",
        ["bom-ref"] = package.Purl,
        ["name"] = package.Name,
        ["version"] = package.Version,
        // What builds and is not in the executable.
        ["scope"] = Text(nuspec, "developmentDependency") == "true" ? "excluded" : "required",
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = package.Hash() }),
        ["purl"] = package.Purl,
    };
    if (Licence(nuspec) is { } licence)
    {
        component["licenses"] = new JsonArray(licence);
    }

    return component;
}

JsonObject? Licence(XElement nuspec)
{
    var licence = nuspec.Elements().SingleOrDefault(element => element.Name.LocalName == "license");
    if ((string?)licence?.Attribute("type") == "expression")
    {
        var isOne = !licence.Value.Contains(' ', StringComparison.Ordinal);
        return isOne
            ? new JsonObject { ["license"] = new JsonObject { ["id"] = licence.Value } }
            : new JsonObject { ["expression"] = licence.Value };
    }

    return (Text(nuspec, "licenseUrl"), licence?.Value) switch
    {
        ({ } url, _) when !url.StartsWith("https://aka.ms/deprecateLicenseUrl", StringComparison.Ordinal) =>
            new JsonObject { ["license"] = new JsonObject { ["name"] = "see url", ["url"] = url } },
        (_, { } file) => new JsonObject { ["license"] = new JsonObject { ["name"] = $"{file} in the package" } },
        _ => null,
    };
}

JsonObject Dependency(string from, IEnumerable<string> to) => new()
{
    ["ref"] = from,
    ["dependsOn"] = new JsonArray([.. to.Select(name => (JsonNode)packages[name].Purl).OrderBy(purl => (string)purl!, StringComparer.Ordinal)]),
};

static string? Text(XElement nuspec, string name) => nuspec.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

/// <summary>A package of NuGet as it was restored.</summary>
internal sealed record Package(string Name, string Version, string[] Needs)
{
    private static readonly string Cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public string Purl => $"pkg:nuget/{Name}@{Version}";

    private string Id => Name.ToLowerInvariant();

    public string File(string ending) => Path.Combine(Cache, Id, Version, Id + ending);

    public string Hash() => Convert.ToHexStringLower(SHA512.HashData(System.IO.File.ReadAllBytes(File($".{Version}.nupkg"))));
}
