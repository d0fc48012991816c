using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Daemon.Approval;

/// <summary>Reads the body of an answer whose code was right. It must be of exactly the agreed form, and about this question.</summary>
internal static class ApprovalAnswer
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };
    private static readonly string[] Members = ["id", "digest", "nonce", "decision", "reason"];

    /// <exception cref="FormatException">It is no answer to this question.</exception>
    public static ApprovalDecision Read(ReadOnlyMemory<byte> body, ApprovalQuestion question)
    {
        using var json = Parse(body);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("is not a JSON object");
        }

        if (root.EnumerateObject().Any(member => !Members.Contains(member.Name, StringComparer.Ordinal)))
        {
            throw new FormatException("has a member that is not known");
        }

        RequireSame(root, "id", question.Id);
        RequireSame(root, "digest", question.Digest);
        RequireSame(root, "nonce", question.Nonce);
        var reason = root.TryGetProperty("reason", out _) ? Text(root, "reason") : "";
        return Text(root, "decision") switch
        {
            "approve" => ApprovalDecision.Yes,
            "reject" => ApprovalDecision.No(Sentence("The second pair of eyes rejected it", reason)),
            "retry" => ApprovalDecision.Later(Sentence("The second pair of eyes has not decided yet", reason)),
            _ => throw new FormatException("has a decision that is neither approve, reject nor retry"),
        };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (JsonException exception)
        {
            throw new FormatException("is not JSON, or names a member twice", exception);
        }
    }

    private static void RequireSame(JsonElement root, string name, string expected)
    {
        if (!string.Equals(Text(root, name), expected, StringComparison.Ordinal))
        {
            throw new FormatException($"is to another question: its {name} differs");
        }
    }

    private static string Text(JsonElement root, string name)
    {
        try
        {
            return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw new FormatException($"has no text '{name}'");
        }
        catch (InvalidOperationException exception)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            throw new FormatException($"has no text '{name}'", exception);
        }
    }

    private static string Sentence(string what, string reason) => reason.Length == 0 ? $"{what}." : $"{what}: {reason}";
}
