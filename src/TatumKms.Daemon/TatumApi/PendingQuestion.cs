using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>
/// The question what waits for the signatures of some entries: <c>{"signatureIds": […]}</c>. It is asked again and again as long as the
/// store stays as it is, so it is written once.
/// </summary>
internal sealed class PendingQuestion
{
    /// <summary>The API takes so many ids in one request.</summary>
    public const int MostIds = 25_000;

    private PendingQuestion(IReadOnlyCollection<SignatureId> ids)
    {
        Count = ids.Count;
        Body = JsonBytes.Write(body =>
        {
            body.WriteStartObject();
            body.WriteStartArray("signatureIds");
            foreach (var id in ids)
            {
                body.WriteStringValue(id.Value);
            }

            body.WriteEndArray();
            body.WriteEndObject();
        });
    }

    /// <summary>How many entries it asks for.</summary>
    public int Count { get; }

    /// <summary>Its body, UTF-8.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Asks for so many entries in as few requests as there may be.</summary>
    public static IReadOnlyList<PendingQuestion> For(IEnumerable<SignatureId> ids) => [.. ids.Chunk(MostIds).Select(page => new PendingQuestion(page))];
}
