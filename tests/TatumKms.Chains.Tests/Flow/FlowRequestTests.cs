using TatumKms.Chains.Flow;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Flow;

public sealed class FlowRequestTests
{
    private readonly FlowWorld _world = new();

    [Theory]
    [InlineData("""{"type":"String","value":"\u000b\u001f\"\\/<é🐎"}""", "{\"type\":\"String\",\"value\":\"\\u000b\\u001f\\\"\\\\/<é🐎\"}")]
    [InlineData("""{"type":"Character","value":"é"}""", """{"type":"Character","value":"é"}""")]
    [InlineData("""{"type":"Bool","value":false}""", """{"type":"Bool","value":false}""")]
    [InlineData("""{"type":"Int","value":"-5"}""", """{"type":"Int","value":"-5"}""")]
    [InlineData("""{"type":"Int","value":123456789012345678901234567890}""", """{"type":"Int","value":"123456789012345678901234567890"}""")]
    [InlineData("""{"type":"UInt","value":"0"}""", """{"type":"UInt","value":"0"}""")]
    [InlineData("""{"type":"Int8","value":"-128"}""", """{"type":"Int8","value":"-128"}""")]
    [InlineData("""{"type":"Word64","value":"18446744073709551615"}""", """{"type":"Word64","value":"18446744073709551615"}""")]
    [InlineData("""{"type":"Int128","value":"-170141183460469231731687303715884105728"}""", """{"type":"Int128","value":"-170141183460469231731687303715884105728"}""")]
    [InlineData("""{"type":"UFix64","value":"1.5"}""", """{"type":"UFix64","value":"1.50000000"}""")]
    [InlineData("""{"type":"UFix64","value":12}""", """{"type":"UFix64","value":"12.00000000"}""")]
    [InlineData("""{"type":"UFix64","value":"184467440737.09551615"}""", """{"type":"UFix64","value":"184467440737.09551615"}""")]
    [InlineData("""{"type":"Fix64","value":"-92233720368.54775808"}""", """{"type":"Fix64","value":"-92233720368.54775808"}""")]
    [InlineData("""{"type":"Fix64","value":"-0.00000001"}""", """{"type":"Fix64","value":"-0.00000001"}""")]
    [InlineData("""{"type":"Address","value":"0x1c4c5d2bc45b635c"}""", """{"type":"Address","value":"0x1c4c5d2bc45b635c"}""")]
    [InlineData("""{"type":"Path","value":{"domain":"storage","identifier":"flowTokenVault"}}""", """{"type":"Path","value":{"domain":"storage","identifier":"flowTokenVault"}}""")]
    [InlineData("""{"type":"Void"}""", """{"type":"Void"}""")]
    [InlineData("""{"type":"Array","subType":"UInt8","value":[]}""", """{"type":"Array","value":[]}""")]
    [InlineData("""{"type":"Array","subType":"Bool","value":[true,false]}""", """{"type":"Array","value":[{"type":"Bool","value":true},{"type":"Bool","value":false}]}""")]
    [InlineData("""{"type":"Optional","subType":"String","value":null}""", """{"type":"Optional","value":null}""")]
    [InlineData("""{"type":"Optional","subType":"UInt64","value":"9"}""", """{"type":"Optional","value":{"type":"UInt64","value":"9"}}""")]
    public async Task An_argument_is_written_exactly(string argument, string cadence)
    {
        var prepared = Assert.IsType<PreparedFlowTransaction>(await _world.PrepareAsync(FlowWorld.Serialized(arguments: $"[{argument}]")));

        Assert.Equal(cadence, prepared.Request.Arguments[0].Json);
    }

    [Theory]
    [InlineData("""{"type":"String","value":1}""")]
    [InlineData("""{"type":"String"}""")]
    [InlineData("""{"type":"Character","value":"ab"}""")]
    [InlineData("""{"type":"Character","value":""}""")]
    [InlineData("""{"type":"Bool","value":"true"}""")]
    [InlineData("""{"type":"Int","value":"1e3"}""")]
    [InlineData("""{"type":"Int","value":1.0}""")]
    [InlineData("""{"type":"Int","value":"+5"}""")]
    [InlineData("""{"type":"Int","value":"007"}""")]
    [InlineData("""{"type":"Int","value":"-0"}""")]
    [InlineData("""{"type":"Int","value":" 5"}""")]
    [InlineData("""{"type":"Int","value":"5\n"}""")]
    [InlineData("""{"type":"Int","value":"٣"}""")]
    [InlineData("""{"type":"UInt","value":"-1"}""")]
    [InlineData("""{"type":"Int8","value":"128"}""")]
    [InlineData("""{"type":"UInt64","value":"18446744073709551616"}""")]
    [InlineData("""{"type":"Word8","value":"256"}""")]
    [InlineData("""{"type":"UInt256","value":"115792089237316195423570985008687907853269984665640564039457584007913129639936"}""")]
    [InlineData("""{"type":"UFix64","value":"1.000000005"}""")]
    [InlineData("""{"type":"UFix64","value":"184467440737.09551616"}""")]
    [InlineData("""{"type":"UFix64","value":"-1.0"}""")]
    [InlineData("""{"type":"UFix64","value":"1."}""")]
    [InlineData("""{"type":"UFix64","value":".5"}""")]
    [InlineData("""{"type":"Fix64","value":"92233720368.54775808"}""")]
    [InlineData("""{"type":"Fix64","value":"-0.0"}""")]
    [InlineData("""{"type":"Address","value":"1c4c5d2bc45b635c"}""")]
    [InlineData("""{"type":"Address","value":"0x1"}""")]
    [InlineData("""{"type":"Path","value":{"domain":"secret","identifier":"x"}}""")]
    [InlineData("""{"type":"Path","value":{"domain":"storage","identifier":"x y"}}""")]
    [InlineData("""{"type":"Path","value":{"domain":"storage","identifier":"x","more":1}}""")]
    [InlineData("""{"type":"Void","value":"x"}""")]
    [InlineData("""{"type":"Array","value":[]}""")]
    [InlineData("""{"type":"Array","subType":"Array","value":[]}""")]
    [InlineData("""{"type":"Array","subType":"Nonsense","value":[]}""")]
    [InlineData("""{"type":"Array","subType":"String","value":"x"}""")]
    [InlineData("""{"type":"Optional","subType":"Nonsense","value":null}""")]
    [InlineData("""{"type":"String","subType":"String","value":"x"}""")]
    [InlineData("""{"type":"Dictionary","value":[]}""")]
    [InlineData("""{"type":"UFix128","value":"1.0"}""")]
    [InlineData("""{"type":"Int","value":"1","more":1}""")]
    [InlineData("""{"value":"1"}""")]
    [InlineData("\"x\"")]
    public Task An_argument_that_is_not_exactly_of_its_type_is_refused(string argument) =>
        Assert.ThrowsAsync<RefusedException>(() => _world.PrepareAsync(FlowWorld.Serialized(arguments: $"[{argument}]")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task A_transaction_whose_script_Cadence_1_0_broke_is_refused_with_the_reason(int type)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => _world.PrepareAsync(FlowWorld.Serialized(type: type)));

        Assert.Contains("Cadence 1.0", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":9,"body":{"account":"0x1fe516ede3b14668","transaction":"x","args":[]}}""")]
    [InlineData("""{"type":8}""")]
    [InlineData("""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":"x"}}""")]
    [InlineData("""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":" ","args":[]}}""")]
    [InlineData("""{"type":8,"body":{"account":"1fe516ede3b14668","transaction":"x","args":[]}}""")]
    [InlineData("""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":"x","args":[],"privateKey":"00"}}""")]
    [InlineData("""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":"x","args":[],"index":4}}""")]
    [InlineData("""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":"x","args":[],"signatureId":4}}""")]
    [InlineData("""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":"\ud800","args":[]}}""")]
    [InlineData("""{"type":8,"type":2,"body":{"account":"0x1fe516ede3b14668","transaction":"x","args":[]}}""")]
    [InlineData("""{"type":8,"body":{"account":"0x1fe516ede3b14668","transaction":"x","args":[]},"more":1}""")]
    public Task A_malformed_request_is_refused(string serialized) => Assert.ThrowsAsync<RefusedException>(() => _world.PrepareAsync(serialized));

    [Fact]
    public async Task Nothing_is_looked_up_before_the_approval()
    {
        await _world.PrepareAsync();

        Assert.Empty(_world.Requests);
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_transaction_it_is_prepared_or_refused()
    {
        var texts = VectorFile.Load("vectors", "sign", "FLOW.json").EnumerateArray()
            .Where(vector => vector.GetProperty("variant").GetString() is "custom-args-scalars" or "custom-args-arrays")
            .Select(vector => vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!);
        foreach (var mutation in texts.SelectMany((text, i) => Mutations.Of(text, seed: i, count: 1000)))
        {
            try
            {
                await _world.PrepareAsync(mutation);
            }
            catch (RefusedException)
            {
                // That is the one way to say no.
            }
        }
    }
}
