// What GraphiQL's scroll lock reads, before GraphiQL is there: the nonce of the one <style> that it writes.
globalThis.__webpack_nonce__ = document.getElementById('style').nonce;
