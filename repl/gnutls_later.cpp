// Most scripts need no TLS. GnuTLS makes itself ready when it is loaded, a tenth of the time this program takes to start, unless the
// program has this function; netproc does it when TLS is first needed.
extern "C" [[gnu::visibility("default")]] int _gnutls_global_init_skip();
extern "C" int _gnutls_global_init_skip() { return 1; }
