using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Snippets;

/// <summary>A person withdraws the consent to one purpose, and gives it again.</summary>
public sealed class Unsubscribing(IPersonalDataKeyGroups keyGroups)
{
    public async Task RunAsync(Subscriber subscriber)
    {
        #region DestroyKeyGroup
        await keyGroups.DestroyAsync(DataSubject.Of<Subscriber>(subscriber.Id), "marketing");
        #endregion

        #region RenewKeyGroup
        await keyGroups.RenewAsync(DataSubject.Of<Subscriber>(subscriber.Id), "marketing");
        #endregion
    }
}
