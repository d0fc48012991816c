namespace TatumKms.Daemon.Policy;

/// <summary>One decision of a policy.</summary>
internal sealed class PolicyEvaluation(PolicyDocument policy, PolicyRequest request, IPolicyHistory history, DateTimeOffset now)
{
    private const int MaxReasons = 5;

    private readonly PieceMatch _match = new(request, now);

    /// <summary>The strictest of what rules, limits and the wait for new destinations say.</summary>
    public PolicyDecision Decide()
    {
        Verdict[] verdicts =
        [
            .. Piece.Of(request).SelectMany(OfRules),
            .. new LimitCheck(policy.Limits, request).Broken().Concat(new WindowCheck(policy.Limits, request, history, now).Broken())
                .Select(broken => new Verdict(PolicyEffect.Deny, broken.Name, $"the limit '{broken.Name}' is broken: {broken.Sentence}")),
        ];
        var newcomers = NewDestinations();
        var until = newcomers.Select(destination => WaitsUntil(destination)).Max();
        if (until is not null)
        {
            var waiting = string.Join(", ", newcomers.Where(destination => WaitsUntil(destination) is not null));
            verdicts = [.. verdicts, new Verdict(PolicyEffect.Hold, "firstUseDelay", $"nothing was ever paid to {waiting}; it waits until {until:u}")];
        }

        var effect = verdicts.Max(verdict => verdict.Effect);
        var deciding = verdicts.Where(verdict => verdict.Effect == effect).ToArray();
        return new PolicyDecision(effect, [.. deciding.Select(verdict => verdict.Name).OfType<string>().Distinct()], Sentence(effect, deciding))
        {
            Warnings = [.. Warnings(newcomers)],
            HoldUntil = effect == PolicyEffect.Hold ? until : null,
            NewDestinations = [.. newcomers.Where(destination => history.FirstSeen(request.Chain, request.Network, destination) is null)],
        };
    }

    private IEnumerable<Verdict> OfRules(Piece piece)
    {
        if (!policy.Rules.Any(rule => rule.Effect != PolicyEffect.Deny && _match.Permits(rule.When, piece)))
        {
            yield return new Verdict(PolicyEffect.Deny, null, $"no rule permits {piece.Words}");
        }

        foreach (var rule in policy.Rules.Where(rule => rule.Effect == PolicyEffect.Allow ? _match.Permits(rule.When, piece) : _match.Concerns(rule.When, piece)))
        {
            yield return new Verdict(rule.Effect, rule.Name, $"the rule '{rule.Name}' applies to {piece.Words}");
        }
    }

    /// <summary>Whom no signed transaction has paid, each once.</summary>
    private string[] NewDestinations() =>
    [
        .. request.Outflows.Select(payment => payment.Destination)
            .DistinctBy(AddressText.Normalize)
            .Where(destination => !history.HasPaid(request.Chain, request.Network, destination)),
    ];

    /// <summary>When a new destination's wait ends, where it has not ended.</summary>
    private DateTimeOffset? WaitsUntil(string destination)
    {
        var first = history.FirstSeen(request.Chain, request.Network, destination) ?? now;
        var waited = now.UtcTicks - first.UtcTicks;
        if (waited >= policy.Limits.FirstUseDelay.Ticks)
        {
            return null;
        }

        var left = policy.Limits.FirstUseDelay.Ticks - waited;
        return left > DateTimeOffset.MaxValue.UtcTicks - now.UtcTicks ? DateTimeOffset.MaxValue : now.ToUniversalTime().AddTicks(left);
    }

    private IEnumerable<string> Warnings(string[] newcomers)
    {
        var named = policy.Lists.Values.SelectMany(list => list).Concat(policy.Limits.AllowedDestinations ?? Enumerable.Empty<string>());
        return newcomers.SelectMany(destination => history.PaidLookAlikes(request.Chain, request.Network, destination)
            .Concat(named.Where(other => AddressText.LookAlike(destination, other)))
            .DistinctBy(AddressText.Normalize)
            .Select(other => $"{destination} begins and ends like {other}, which is known, but is another address."));
    }

    private static string Sentence(PolicyEffect effect, Verdict[] deciding)
    {
        var reasons = deciding.Select(verdict => verdict.Reason).Distinct().ToArray();
        var beginning = effect switch
        {
            PolicyEffect.Allow => "The policy allows it",
            PolicyEffect.RequireApproval => "The policy wants it to be approved",
            PolicyEffect.Hold => "The policy holds it",
            _ => "The policy denies it",
        };
        var more = reasons.Length > MaxReasons ? $"; and {reasons.Length - MaxReasons} more reasons" : "";
        return $"{beginning}: {string.Join("; ", reasons.Take(MaxReasons))}{more}.";
    }

    private sealed record Verdict(PolicyEffect Effect, string? Name, string Reason);
}
