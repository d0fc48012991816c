using System.Globalization;
using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>
/// Flow: the API lends a proposal key, signs for it and for the payer; the daemon brings the transaction to the access node and tells
/// the API its id. Each proposal key is lent once.
/// </summary>
internal sealed class FlowSoak(IReadOnlyList<IChain> chains) : SoakChain("FLOW", chains)
{
    /// <summary>Older proposal keys belong to transactions that are done.</summary>
    private const int KeysShown = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _results = [];
    private int _keys;
    private string _lookedUp = "";

    public override SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger)
    {
        lock (_lock)
        {
            return question.Path switch
            {
                "/v3/flow/proposal/true" => Ok("""{"address":"0xc88d20ded435c860","keyId":2}"""),
                "/v3/flow/proposal/false" => Ok(Invariant($$"""{"address":"0x9a8dc035eadc3689","keyId":{{++_keys}} }""")),
                "/v3/flow/sign" => Ok($$"""{"signature":"{{new string('1', 128)}}"}"""),
                "/v1/blocks" => Ok($$"""[{"header":{"id":"{{new string('1', 64)}}","height":"100"} }]"""),
                "/v1/accounts/9a8dc035eadc3689" => Ok($$"""{"keys":[{{string.Join(',', Shown())}}]}"""),
                "/v1/transactions" => Send(question.Body, ledger),
                var path when path.StartsWith("/v1/transaction_results/", StringComparison.Ordinal) => Result(path[(path.LastIndexOf('/') + 1)..]),
                _ => null,
            };
        }
    }

    /// <summary>The API is told an id, first with the proposal key and then with the pending transaction; the chain must have it.</summary>
    public override BroadcastVerdict Judge(SandboxBroadcast broadcast, SoakLedger ledger)
    {
        lock (_lock)
        {
            return _results.ContainsKey(broadcast.TxData)
                ? new BroadcastVerdict.Accepted(broadcast.TxData)
                : new BroadcastVerdict.Refused("There is no such transaction.");
        }
    }

    protected override string Make(int number) =>
        Invariant($$$"""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":"transaction { execute { log({{{number}}}) } }","args":[]}}""");

    protected override SoakTransaction Read(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        var key = json.RootElement.GetProperty("proposal_key");
        return new SoakTransaction($"{key.GetProperty("key_index").GetString()} {key.GetProperty("sequence_number").GetString()}", Id: null);
    }

    private static string Sealed(string failure) => failure.Length == 0
        ? """{"status":"Sealed","execution":"Success","status_code":0,"error_message":""}"""
        : $$"""{"status":"Sealed","execution":"Failure","status_code":1,"error_message":"{{failure}}"}""";

    private IEnumerable<string> Shown() => Enumerable.Range(1, _keys).TakeLast(KeysShown).Select(key => Invariant($$"""{"index":"{{key}}","sequence_number":"300"}"""));

    private SandboxAnswer Result(string id)
    {
        _lookedUp = id;
        return _results.TryGetValue(id, out var result) ? Ok(result) : new SandboxAnswer(404, """{"code":404,"message":"not found"}""");
    }

    /// <summary>The id is the one that was asked for right before: the daemon sends one transaction of the chain at a time.</summary>
    private SandboxAnswer Send(string body, SoakLedger ledger)
    {
        using var json = JsonDocument.Parse(body);
        var script = Encoding.UTF8.GetString(json.RootElement.GetProperty("script").GetBytesFromBase64());
        var number = int.Parse(script.AsSpan()[(script.IndexOf("log(", StringComparison.Ordinal) + 4)..script.IndexOf(')', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        var verdict = ledger.Take(this, SoakIds.Of(Code, number), Read(body), body);
        if (!_results.ContainsKey(_lookedUp))
        {
            _results[_lookedUp] = Sealed(verdict is BroadcastVerdict.Accepted ? "" : "[Error Code: 1007] invalid proposal key");
        }

        return Ok($$"""{"id":"{{_lookedUp}}"}""");
    }
}
