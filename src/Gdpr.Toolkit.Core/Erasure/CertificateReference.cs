namespace Gdpr.Toolkit.Erasure;

/// <summary>Names an erasure certificate that somebody keeps.</summary>
/// <param name="Id">The certificate's own identifier.</param>
/// <param name="Sha256">SHA-256 over its document, 64 hexadecimal digits.</param>
public sealed record CertificateReference(string Id, string Sha256);
