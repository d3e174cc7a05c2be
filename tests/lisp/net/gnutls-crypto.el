;;; gnutls-crypto.el --- ciphers, message authentication codes and digests of GnuTLS -*- lexical-binding: t; -*-

(require 'ert)

(defun gnutls-crypto-hex (bytes)
  (mapconcat (lambda (byte) (format "%02x" byte)) bytes ""))

(defun gnutls-crypto-bytes (hex)
  (apply #'unibyte-string
         (mapcar (lambda (at) (string-to-number (substring hex at (+ at 2)) 16)) (number-sequence 0 (- (length hex) 2) 2))))

(defun gnutls-crypto-key (size)
  "SIZE bytes that are all different at first: 1, 8, 15..."
  (apply #'unibyte-string (mapcar (lambda (i) (mod (1+ (* 7 i)) 256)) (number-sequence 0 (1- size)))))

(defun gnutls-crypto-inputs ()
  (list "" "abc" (apply #'concat (make-list 40 "0123456789")) (apply #'unibyte-string (number-sequence 0 255))))

(defun gnutls-crypto-property (alist name property)
  (plist-get (cdr (assq name alist)) property))

(defmacro gnutls-crypto-problem (form)
  "The data of the error of FORM."
  `(condition-case problem (progn ,form 'none) (error (cdr problem))))

(defconst gnutls-crypto-digests
  '((STREEBOG-512
     "8e945da209aa869f0455928529bcae4679e9873ab707b55315f56ceb98bef0a7362f715528356ee83cda5f2aac4c6ad2ba3a715c1bcd81cb8e9f90bf4c1c1a8a"
     "28156e28317da7c98f4fe2bed6b542d0dab85bb224445fcedaf75d46e26d7eb8d5997f3e0915dd6b7f0aab08d9c8beb0d8c64bae2ab8b3c8c6bc53b3bf0db728"
     "328482937b71a01c057c2c712b69440e80fefb4f5236b8a7bdb54a62ef84b026046992f64c92a63a7a5acbb6a67584d66e534abf99949acceeb93252e042871d"
     "a2d416a81674cdd44dbebafba6d41a16f589a76c94464192247d5fd2f56ae726485f06e117731b34a3389574938a4f1fb972b815527690a7791f97cfbf540e32")
    (STREEBOG-256
     "3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb"
     "4e2919cf137ed41ec4fb6270c61826cc4fffb660341e0af3688cd0626d23b481"
     "6bf1d7180a246e834e2f2ee4e8b2a4d85e3623c4a3bf811d4b9526f31d12cc3c"
     "49873eb283659518adab2b8ca5639ecdc35a470c8d52fc30f1d050843556563b")
    (GOSTR341194
     "981e5f3ca30c841487830f84fb433e13ac1101569b9c13584ac483234cd656c0"
     "b285056dbf18d7392d7677369524dd14747459ed8143997e163b2986f92fd42c"
     "f699b9232ceb6df074654c60e96655c3f06b3c786fcf5f020a47e833ac280d56"
     "26a4b21f24ba2618761ef84fa431f0d7d6c8560783f44f1c423cab461ee81393")
    (MD5
     "d41d8cd98f00b204e9800998ecf8427e"
     "900150983cd24fb0d6963f7d28e17f72"
     "cb5fffa48a70155d82bd50f4d326d320"
     "e2c865db4162bed963bfaa9ef6ac18f0")
    (SHA224
     "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"
     "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"
     "5d292aff89e4fe93691ed460299c767bcaebf9149834d5f99ff92d6e"
     "88702e63237824c4eb0d0fcfe41469a462493e8beb2a75bbe5981734")
    (SHA512
     "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
     "3e2923284a7dee5051247674222c2bb282709ff7d67f8ae8cfb37ec1033a24eb92ee495b56b9beb6904282103deab9bc38c0e1a527d00cdf1bfc5ccb62edf83c"
     "1e7b80bc8edc552c8feeb2780e111477e5bc70465fac1a77b29b35980c3f0ce4a036a6c9462036824bd56801e62af7e9feba5c22ed8a5af877bf7de117dcac6d")
    (SHA384
     "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"
     "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
     "07bbe40ff7f3a00143de7ce9a6ad4c59d43aad233b2dcee2f69352ec3da3fb7f00442071c14d91a50874c8f0b94b405f"
     "ffdaebff65ed05cf400f0221c4ccfb4b2104fb6a51f87e40be6c4309386bfdec2892e9179b34632331a59592737db5c5")
    (SHA256
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
     "5db999e69b23b7a8ec7ef25adc1dcb4fcc7062e12547fe3a7fbcfbe714ed2789"
     "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880")
    (SHA1
     "da39a3ee5e6b4b0d3255bfef95601890afd80709"
     "a9993e364706816aba3e25717850c26c9cd0d89d"
     "a6dc68a8fb4ab91c03434fad03f311e5eae8f8c4"
     "4916d6bdb7f78e6803698cab32d1586ea457dfc8"))
  "Hexadecimal digests of `gnutls-crypto-inputs' as Emacs 28.2 with GnuTLS 3.7 gives them.")

(defconst gnutls-crypto-macs
  '((OMAC-KUZNYECHIK
     "9f503a99416d588a7fae63961b25fead"
     "77f5e5ba190c8e1cb7371516f3ac4dfb"
     "eeffc95c469f997dc48d54c9c701f8dd"
     "756b6c86abe00d18a4423a3dbb6d0bd7")
    (OMAC-MAGMA
     "4e0ef46839659e57"
     "93a63e77a100987c"
     "46c2dcc8cf352d13"
     "26cd8d26d8ecce5c")
    (GOST28147-TC26Z-IMIT
     "00000000"
     "45a566e0"
     "d4ed32f2"
     "b5bb66ca")
    (AES-GMAC-256
     "f424cc437be43f01bdcfb5acffac1eeb"
     "84767309298ff1923797a57a8a4c7b8a"
     "98c51fb5f4fdd0d66fe4059dfa66a95e"
     "4de3fc3daf2154f2a37eb213457eda45")
    (AES-GMAC-192
     "4b16a8fff362d9c05dc3ce4c244ceac1"
     "f382768c683ea60e7e708cf4d49d6e98"
     "ab306806688791feb43e7f3aaeff9bad"
     "de6891f78a355a42e7477be23d31b257")
    (AES-GMAC-128
     "d32e0cdc2141c79e7b0cc0cc25061cf5"
     "3c146fcff2c1ed849060ad73cd7b629c"
     "753003a462130ee040f54eb89f46493c"
     "656019c1bd52a4a2d8638bbc5da24b41")
    (AES-CMAC-256
     "170974e43e926fc5b7f8f5ebe7ae38d7"
     "d68a234ba8dae64152e140836947e4bd"
     "0a661a1ee34815dbafff79348f5cb25d"
     "986f38239ff5acac784b560bdf50c526")
    (AES-CMAC-128
     "deee9db539f0c129fb001f4291eb77c0"
     "728f5faa7370bba18a7af2b268d08aac"
     "7b44c7a97504e12c45390a620ae452a6"
     "b4839d805b8a2e136c684a7c481552fd")
    (STREEBOG-512
     "0098cc1983dc0e0ebc7216ea93aadd5a7260b723447bbc4323685c8d1290e1bf45a354a553c015707acc378acb8ff4fb4cad47a1457bd77dd08f849a382afab3"
     "1e5adcbf5d67ef98ac3f42b74b90c6bd6a1a0785d5e17ef80bc43f7103876eef0c56025b8afc38183004f779aed01946e3de77ac1df2897aa5fc39eaff9e3804"
     "7df1afb53b5d81085dbf104b4dd321641367b80cb928807f7658b9ff7e14a0bce0890c4ee8cdbf68546a07cfec17d2713bd4aa8af168b43cfe806259bda51a26"
     "c907359805d2a0f81795e2a86924c0edc97bc2337107de7e7939b45e63305140269d953c874fb825d9482efb27de61cb528609f2fd3206ddef0c1f23483b972f")
    (STREEBOG-256
     "103e8a86a7a078b19cc16bc2a78535bb2c130e1beb5eb72ed697ef7e84ad68bc"
     "fb8a5c130b2804c682ef1de3e4a7ca77ad895c6893505b18b8449b4b4987ae85"
     "60ff189538a5228415da50309c668ada903b38b14624be8b39af507f83567c7a"
     "61068d9c14fbffb3f0734be634541397197cd89e38acc22bab9676d1da96e333")
    (GOSTR341194
     "6ed2a65a549ff45995f30ca6d66c614d4ab5b0e8c840c3286867514cf7e919e0"
     "936ea847b95c4bba6474eba34b6b0daf4f85def22b1509fa7afef8ea31ce0062"
     "2f754ec6c4a6bfdd02b654d5d556c11ee9ff2e481453ee5d8ae18cbbda7e4800"
     "8ab91c14135068a06852520ceda14d31839345783a030d46a6a71c1b241d3495")
    (MD5
     "80c49b8e61201a5bebda184d97449a36"
     "b7c40de3a91baa2e7519790fd6562e39"
     "926daeabff78e4d7771575c53715d73b"
     "17d8a7a10bcf5d474e447e5d1ed14c62")
    (UMAC-128
     "a3c8bcd4da33c04a6a56f02a4f2dc786"
     "e7997f535e0f421ec0e9fa9f07ef4fc0"
     "2e756f90dccbf9fe392e120eefc960af"
     "4a0f21cc86ffc0053eb0e78d3c307cfb")
    (UMAC-96
     "a3c8bcd4da33c04a6a56f02a"
     "e7997f535e0f421ec0e9fa9f"
     "2e756f90dccbf9fe392e120e"
     "4a0f21cc86ffc0053eb0e78d")
    (SHA224
     "087d1e622984e243d1ff230ebd45f48cad4da1ec0a7cecd35b7ed12c"
     "8d40a6e212235c11f1252bbec6ee5109e7beefb93f0a3b7ae17b81c0"
     "4177332cef9cfeb23f362e37a04da262cbbdc5c9009d6cc0dec5e327"
     "e28b3c4bb15269a1a02eb8c7ca6a8e29f034044d7c870c67fe4aa9c9")
    (SHA512
     "72e636321b107ebf826007e2bd45e8ccb24aac13a563630b85465894ee873be554159d0a5990fa1db9c6a454f54793c3bcf01bcaeee524caf00790f3d385c2d5"
     "42e309301f0c8f91fd46abc996ebf7bfaf53fc0f9827e4437bdfa28fd13e9126b6a4d3e0565d7da8eccaaa654b216874671400d1832a9939ca144e6cd222780e"
     "79689c036b8b5eaedbd6dfe4cb8dcccaac0e36259c6804b7ca559137410a83f84252822a768824636ff21ae489c44c196e623a348e24c69746d6e90164f81efb"
     "bce2f81cd01487f5b847a9f8b530b3ea92819d72d60788721bb373de751b5c55c9cd074caae6efff98bfaab17d76b6b967d5ee85131e7e9f7efef0b9bd087cf1")
    (SHA384
     "c20db47ad67f5923424bc1e3e0484a8bee23285ce5bf976166c32d1a2c3444a436b3f6b13487608dc863f088060cc9b4"
     "be8fe72c31efa81e877248a1b2c40248119f763bff7a1f260af2f35da111f53d32dbd977d26fc0afae0eb1965108ea10"
     "b79e2be138ae04703b869a374ac17ef23421e768ef84176d0e10015c12fb6052bddc64ab7b9fad18628d687479eb8f2b"
     "b77e51b595b54b933b607e3fff9440848a31aff9ad251602c0bb4dd0266e83c74c6379d614a6137fa5eb8ad33a27e634")
    (SHA256
     "61441727616675ef1218d04f4db2af842446a742020936d8529aa18818205abc"
     "03e3f0c197b547a672c13cca498a560d4cea2b1c6f50260bcb45ec7f7283e449"
     "33e17c612ef6497ddcb37e8f46fceffba489e691c87c8284f3e4aee97326a8b1"
     "dca426015c744def9453d076bd54a3b057e08e0c43772e72f662dcbec0745e0c")
    (SHA1
     "8023a42d5e0b68814a861f292b9105a20ef1d682"
     "9e8812f01ce0ef2d9b10e23bb2d50b60b4735dec"
     "021b2fcd611ad247da6efe7906ef72073e9c021a"
     "8765acfc4dfdae8dc4fbb2bb70e806bd2a88e497"))
  "Hexadecimal codes of `gnutls-crypto-inputs' under `gnutls-crypto-key'.")

(defconst gnutls-crypto-ciphers
  '((RC2-40
     "afba5e6100b67d766c28412c04aa924c")
    (DES-CBC
     "25e0d695a05add612326594bfa5b7b85")
    (3DES-CBC
     "8245e2c6158dde573ad025220a70ef44")
    (KUZNYECHIK-CTR-ACPKM
     "6ece3db0abf2aadc55518644098f13ff5545c7a06054291cf9956f35da46c318")
    (MAGMA-CTR-ACPKM
     "a7296c5b5c3aea9155e8c9e2ca2f91a1")
    (GOST28147-TC26Z-CNT
     "d3bcda082462485d2e10faa99903cee2")
    (AES-256-SIV
     "5e7c251bf4d1c320f1cc953a929261be4b792fcc003ee586c1ce420936bf011d6d2cc400035c415c4bc7b897b4052eb2"
     "a67c359a2f75d5137be38835a99f27919d60b45b32a30f26f2466c070d18020a8fcc777f1e887103244ed12daa6463fe")
    (AES-128-SIV
     "e8612e331208cac84fdcd2f1e88066cbaad34a283a1e346062eea434d4bcc98543046795662409be849ed0364dd75306"
     "fa6b251f920c6dde597d9a4a4aa9f8f4c63a89933c0f173f1b2859d4f106e52f4e853eab9b68e2eb25d79dcbef160177")
    (AES-256-XTS
     "d85695b8c841d548ba10fa7a29291c23da83b0e5a7400d3f79731a7213981caf")
    (AES-128-XTS
     "08be2126fbf98d3b6c06983fd9b8a48122b81d516a3728b9648c17f82925adff")
    (AES-256-CFB8
     "057a1c2851a9add658e67007a70973643d230f4af61a5458eec1b0bf8604cd65")
    (AES-192-CFB8
     "2d33f45e0380786258d314b1677c10280511090e4df801ab0e3844468cae2ca4")
    (AES-128-CFB8
     "baa5e80045b333956b928afc86b9144c424abd65ae726a2d42f7ef4d720745f6")
    (GOST28147-CPD-CFB
     "6207e480645512066520336f46b9ad68")
    (GOST28147-CPC-CFB
     "5286f713977ee50aacd98ac3daeadc65")
    (GOST28147-CPB-CFB
     "d8576a3887972fe2523f7fc1ad168542")
    (GOST28147-CPA-CFB
     "eac84ac94f58ba3362871cdc944cee81")
    (GOST28147-TC26Z-CFB
     "24dc6d316c0d29843c5e72b8eee7fcd0")
    (CAMELLIA-256-GCM
     "6a8342b4daf3e8c5e88e63f1215dbb81358046142ec89b021085f23ee9a2f8313c74960ee6abd6d721d57abbc938d4d0"
     "6a8342b4daf3e8c5e88e63f1215dbb81358046142ec89b021085f23ee9a2f831718a2938cd1f5342712546cb2de55517")
    (CAMELLIA-128-GCM
     "1485e91af56a83493453248c5117950b5b0c30159ceca74b15e23fb866f10dfa3a2f1aacde7bc8a76a06064e54b866cf"
     "1485e91af56a83493453248c5117950b5b0c30159ceca74b15e23fb866f10dfad6b7454a7fc22acfafc07dcfc471d576")
    (CHACHA20-POLY1305
     "f73faab467e25600c72055c7c372581759445d157599ec97f168af2e2484ed10a8cc7696a886ee590f6642991c45eb384f926a318fb6bac5029556e799f246468a61c63c767599ab1ed59cbb6bf8547a06ab1c9d81b3d5590f5b15f506f95db40b90fea2e91ac25be056107bac9015410b9e3b98f017d211bdf5a6daee22a5d81daa9e644d875966d731df1d917f1e93"
     "f73faab467e25600c72055c7c372581759445d157599ec97f168af2e2484ed10a8cc7696a886ee590f6642991c45eb384f926a318fb6bac5029556e799f246468a61c63c767599ab1ed59cbb6bf8547a06ab1c9d81b3d5590f5b15f506f95db40b90fea2e91ac25be056107bac9015410b9e3b98f017d211bdf5a6daee22a5d8ef1a0f71266d8e167a40a33077508d68")
    (CAMELLIA-128-CBC
     "7b314bdb017dd0e2510224b589e28e599f98f4144843c9540f55841b5aedb275")
    (CAMELLIA-192-CBC
     "02f795e036f552c7fb57438dda4f3ddf6660d7bba46a671e1b8832dfd2297284")
    (CAMELLIA-256-CBC
     "33bd412ba36945a638aad6f6350855926eff5cf088871c649a5032f671313892")
    (CHACHA20-64
     "dc72ae2a19c0988c4a8f6c2897e784390209688436595948cfad2cab0725fe0f018697bc3c7f6cbfd50840b5a3dfefbebd56f0d6e06578baaa07efc3cdf02cbd2a9f59741b584caea4c6e1fa4617937223e5a25797bcd9e49d5e1393c40b0b351f783d249ffb03a9b7ccbd71502c34b216cee3bf56d01a54f458439334769dfd")
    (CHACHA20-32
     "dc72ae2a19c0988c4a8f6c2897e784390209688436595948cfad2cab0725fe0f018697bc3c7f6cbfd50840b5a3dfefbebd56f0d6e06578baaa07efc3cdf02cbd2a9f59741b584caea4c6e1fa4617937223e5a25797bcd9e49d5e1393c40b0b351f783d249ffb03a9b7ccbd71502c34b216cee3bf56d01a54f458439334769dfd")
    (SALSA20-256
     "d4ca1bb00739982638bdfe7183e42f742e719b86bac176976548dbb6a38da4b565a16b6f214a188a52dd701b3ec89d3a3be36df2d26beda837d113d7784e028237e727eb47513680248cc2bdfc92c4d1212da8c246de2ab98bf2d538bd7a6a458fadc202531cc3530b348a2d147f56f2d970b860505ab749a0729016be39da00")
    (ESTREAM-SALSA20-256
     "ed2eebfa7d09d4828d66a00b9be0f9c0ab5dd810c01961c61046b2ac9b0280721e1a8020aaef32ac86af74a60a494d4e3b2b8bc0a1b642566f4ea953827bc218f108814bd100f0b85a763e59263f158447c32ca16379fe1d0cd667fbb649f91f4b0c021747f4022677c596f73866e1d0dcefe296fa8d9e4e48fadac086058d46")
    (ARCFOUR-128
     "44c8")
    (AES-256-CCM-8
     "61e000d344de019d0929d8b110b239a3ef800fb76a1d2fa6fe5ae8376fe328c347f9e7c661097dd6"
     "61e000d344de019d0929d8b110b239a3ef800fb76a1d2fa6fe5ae8376fe328c3926374f1dd543094")
    (AES-128-CCM-8
     "33a134367fc152c46d484263945350ae0f41e79d261d9dc330c92c19d9be78a6811647656b08efd6"
     "33a134367fc152c46d484263945350ae0f41e79d261d9dc330c92c19d9be78a6db49b2f4c706eba3")
    (AES-256-CCM
     "61e000d344de019d0929d8b110b239a3ef800fb76a1d2fa6fe5ae8376fe328c39811669948d5f4ec625b6139ddb37cbd"
     "61e000d344de019d0929d8b110b239a3ef800fb76a1d2fa6fe5ae8376fe328c35b61c108aebdb6df0e389705d1e526ff")
    (AES-128-CCM
     "33a134367fc152c46d484263945350ae0f41e79d261d9dc330c92c19d9be78a690a7588be158872aefa43c7fc2260e10"
     "33a134367fc152c46d484263945350ae0f41e79d261d9dc330c92c19d9be78a6173fd31037b2c36fb239c4dcb7f5805e")
    (AES-256-GCM
     "0b4a9b8995226ca17235270ea4746d2bb8acd1d9b96718a59519b2f76a35f2d42bf7c41a537502d73383308847559c39"
     "0b4a9b8995226ca17235270ea4746d2bb8acd1d9b96718a59519b2f76a35f2d44ab4339cef808e42ddffc7e56f2b88fa")
    (AES-192-GCM
     "d7770ad3e13fffd42e40fa0ce6af5783124d0b402f7da285989855d415830a3f1b3de882bcd063b94f77cebcdab064ac"
     "d7770ad3e13fffd42e40fa0ce6af5783124d0b402f7da285989855d415830a3f997ab2887114674df4113d0eed03a7c6")
    (AES-128-GCM
     "d9eab71cba6a7dd4a74a36fdd284823d50b0c36e0d668c3af64b78ea7f50f8c20d81c74cb8f43832f5dddde3b12d057c"
     "d9eab71cba6a7dd4a74a36fdd284823d50b0c36e0d668c3af64b78ea7f50f8c25a226f271d1a64ad9aaf60f18ffcfb67")
    (AES-128-CBC
     "d32e0cdc2141c79e7b0cc0cc25061cf503e4054618fbf8c03668d1161985ad8e")
    (AES-192-CBC
     "4b16a8fff362d9c05dc3ce4c244ceac1abca9550074cf2371310270cd937fd09")
    (AES-256-CBC
     "f424cc437be43f01bdcfb5acffac1eeb68289bca44ab389392df2923ac88662d"))
  "`gnutls-crypto-key' of two blocks, encrypted; AEAD ciphers also with \"header\".")

;; A library without one of them (none of the old and the GOST ones need be there) is asked for those it has.
(defun gnutls-crypto-each (recorded offered function)
  "Call FUNCTION with the name and the answers of each of RECORDED that is OFFERED."
  (let ((count 0))
    (pcase-dolist (`(,name . ,answers) recorded)
      (when (assq name offered)
        (setq count (1+ count))
        (funcall function name answers)))
    (should (> count 4))))

(ert-deftest gnutls-crypto-digests-recorded ()
  (gnutls-crypto-each gnutls-crypto-digests (gnutls-digests)
    (lambda (name answers)
      (should (equal (mapcar (lambda (input) (list name (gnutls-crypto-hex (gnutls-hash-digest name input)))) (gnutls-crypto-inputs))
                     (mapcar (lambda (answer) (list name answer)) answers))))))

(ert-deftest gnutls-crypto-macs-recorded ()
  (gnutls-crypto-each gnutls-crypto-macs (gnutls-macs)
    (lambda (name answers)
      (let ((size (gnutls-crypto-property (gnutls-macs) name :mac-algorithm-keysize)))
        (should (equal (mapcar (lambda (input) (list name (gnutls-crypto-hex (gnutls-hash-mac name (gnutls-crypto-key size) input))))
                               (gnutls-crypto-inputs))
                       (mapcar (lambda (answer) (list name answer)) answers)))))))

(defun gnutls-crypto-apply (function name input &optional header)
  "Call FUNCTION, which encrypts or decrypts, with keys of the right sizes."
  (let ((plist (cdr (assq name (gnutls-ciphers)))))
    (car (funcall function name (gnutls-crypto-key (plist-get plist :cipher-keysize)) (gnutls-crypto-key (plist-get plist :cipher-ivsize))
                  input header))))

(ert-deftest gnutls-crypto-ciphers-recorded ()
  (gnutls-crypto-each gnutls-crypto-ciphers (gnutls-ciphers)
    (lambda (name answers)
      (let ((input (gnutls-crypto-key (* 2 (gnutls-crypto-property (gnutls-ciphers) name :cipher-blocksize)))))
        (should (equal (gnutls-crypto-hex (gnutls-crypto-apply #'gnutls-symmetric-encrypt name input)) (car answers)))
        (when (cdr answers)
          (should (equal (gnutls-crypto-hex (gnutls-crypto-apply #'gnutls-symmetric-encrypt name input "header")) (cadr answers))))))))

(ert-deftest gnutls-crypto-round-trips ()
  (dolist (cipher (gnutls-ciphers))
    (dolist (blocks '(1 2 7))
      (let* ((input (gnutls-crypto-key (* blocks (plist-get (cdr cipher) :cipher-blocksize))))
             (aead (plist-get (cdr cipher) :cipher-aead-capable))
             (output (gnutls-crypto-apply #'gnutls-symmetric-encrypt (car cipher) input (and aead "header"))))
        (should-not (equal output input))
        (should-not (multibyte-string-p output))
        (should (= (length output) (+ (length input) (plist-get (cdr cipher) :cipher-tagsize))))
        (should (equal (gnutls-crypto-apply #'gnutls-symmetric-decrypt (car cipher) output (and aead "header")) input))
        (when aead
          (should-error (gnutls-crypto-apply #'gnutls-symmetric-decrypt (car cipher) output "Header"))
          (aset output 0 (logxor 1 (aref output 0)))
          (should-error (gnutls-crypto-apply #'gnutls-symmetric-decrypt (car cipher) output "header")))))))

;; --- published vectors ---

(ert-deftest gnutls-crypto-vectors-digests ()
  (pcase-dolist (`(,name ,input ,answer)
                 '((MD5 "message digest" "f96b697d7cb7938d525a2f31aaf161d0")                        ; RFC 1321
                   (SHA1 "abc" "a9993e364706816aba3e25717850c26c9cd0d89d")                         ; FIPS 180
                   (SHA224 "abc" "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")
                   (SHA256 "abc" "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")))
    (should (equal (gnutls-crypto-hex (gnutls-hash-digest name input)) answer))))

;; RFC 2202 and RFC 4231, case 2.
(ert-deftest gnutls-crypto-vectors-macs ()
  (pcase-dolist (`(,name ,answer)
                 '((MD5 "750c783e6ab0b503eaa86e310a5db738")
                   (SHA1 "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
                   (SHA224 "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44")
                   (SHA256 "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")))
    (should (equal (gnutls-crypto-hex (gnutls-hash-mac name (copy-sequence "Jefe") "what do ya want for nothing?")) answer))))

(ert-deftest gnutls-crypto-vectors-ciphers ()
  (pcase-dolist (`(,name ,key ,iv ,input ,answer)
                 '(;; NIST SP 800-38A, F.2.1 and F.2.5
                   (AES-128-CBC "2b7e151628aed2a6abf7158809cf4f3c" "000102030405060708090a0b0c0d0e0f" "6bc1bee22e409f96e93d7e117393172a"
                                "7649abac8119b246cee98e9b12e9197d")
                   (AES-256-CBC "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4" "000102030405060708090a0b0c0d0e0f"
                                "6bc1bee22e409f96e93d7e117393172a" "f58c4c04d6e5f1ba779eabfb5f7bfbd6")
                   ;; the specification of GCM, case 2
                   (AES-128-GCM "00000000000000000000000000000000" "000000000000000000000000" "00000000000000000000000000000000"
                                "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf")))
    (let ((output (gnutls-symmetric-encrypt name (gnutls-crypto-bytes key) (gnutls-crypto-bytes iv) (gnutls-crypto-bytes input))))
      (should (equal (mapcar #'gnutls-crypto-hex output) (list answer iv))))))

;; --- arguments ---

(ert-deftest gnutls-crypto-methods ()
  (let ((sha1 (gnutls-hash-digest 'SHA1 "abc")))
    (dolist (method (list "SHA1" 3 '(:digest-algorithm-id 3) (cdr (assq 'SHA1 (gnutls-digests)))))
      (should (equal (gnutls-hash-digest method "abc") sha1))))
  (dolist (method (list 'NOPE nil t 0 -1 9999 4294967299 1.5 [1] '(SHA1) '(:digest-algorithm-id foo) '(:mac-algorithm-id 3)
                        '(:digest-algorithm-id . 3) (assq 'SHA1 (gnutls-digests))))
    (should (equal (gnutls-crypto-problem (gnutls-hash-digest method "abc")) (list "GnuTLS digest-method is invalid or not found" method)))
    (should (equal (gnutls-crypto-problem (gnutls-hash-mac method (copy-sequence "key") "abc"))
                   (if (equal method '(:mac-algorithm-id 3)) 'none (list "GnuTLS MAC-method is invalid or not found" method))))
    (should (equal (gnutls-crypto-problem (gnutls-symmetric-encrypt method (copy-sequence "key") "" "abc"))
                   (list "GnuTLS cipher is invalid or not found" method))))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest "sha1" "abc")) '("GnuTLS digest-method is invalid or not found" sha1)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-mac 'AEAD (copy-sequence "key") "abc")) '("GnuTLS MAC-method is invalid or not found" AEAD))))

(defun gnutls-crypto-sha1 (input)
  (gnutls-crypto-hex (gnutls-hash-digest 'SHA1 input)))

(ert-deftest gnutls-crypto-inputs-strings ()
  (should (equal (gnutls-crypto-sha1 '("abc" 1)) (secure-hash 'sha1 "bc")))
  (should (equal (gnutls-crypto-sha1 '("abc" 1 -1)) (secure-hash 'sha1 "b")))
  (should (equal (gnutls-crypto-sha1 '("abc" nil 2)) (secure-hash 'sha1 "ab")))
  (should (equal (gnutls-crypto-sha1 '("abc" . 1)) (secure-hash 'sha1 "abc")))
  (should (equal (gnutls-crypto-sha1 "aé") (secure-hash 'sha1 "a\303\251")))
  (should (equal (gnutls-crypto-sha1 '("aé" nil nil latin-1)) (secure-hash 'sha1 "a\351")))
  ;; the bounds count bytes of the encoded text
  (should (equal (gnutls-crypto-sha1 '("aé" 0 2 utf-16-le)) (secure-hash 'sha1 "\377\376")))
  (should (equal (gnutls-crypto-sha1 '("aé" nil nil nope t)) (secure-hash 'sha1 "a\303\251")))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 '("aé" nil nil nope))) '(nope)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 '("abc" 1 9))) '("abc" 1 9)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 '("abc" 2 1))) '("abc" 2 1)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 '("abc" foo 1))) '(integerp foo)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 'abc)) '(consp abc)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'NOPE nil)) '(consp nil)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 '(abc))) '("Invalid object argument" abc)))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 '(nil))) '("Invalid object argument" "nil")))
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 '((1 2)))) '("Invalid object argument" 1 2))))

(ert-deftest gnutls-crypto-inputs-buffers ()
  (with-temp-buffer
    (insert "abcdé")
    (should (equal (gnutls-crypto-sha1 (current-buffer)) (secure-hash 'sha1 "abcd\303\251")))
    (should (equal (gnutls-crypto-sha1 (list (current-buffer) 2 4)) (secure-hash 'sha1 "bc")))
    (should (equal (gnutls-crypto-sha1 (list (current-buffer) 4 2)) (secure-hash 'sha1 "bc")))
    (should (equal (gnutls-crypto-sha1 (list (current-buffer) nil nil 'latin-1)) (secure-hash 'sha1 "abcd\351")))
    (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 (list (current-buffer) 2 40))) '(2 40)))
    (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 (list (current-buffer) nil 40))) '(nil 40)))
    (narrow-to-region 2 4)
    (should (equal (gnutls-crypto-sha1 (current-buffer)) (secure-hash 'sha1 "bc"))))
  (let ((dead (generate-new-buffer "dead")))
    (kill-buffer dead)
    (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 dead)) '("Selecting deleted buffer")))))

;; Emacs 28 takes as many bytes, but from the beginning.
(ert-deftest gnutls-crypto-ranges-of-ciphers ()
  (skip-unless (featurep 'elwire))
  (let ((key "0123456789abcdef") (iv "fedcba9876543210") (text "abcdefghijklmnop"))
    (should (equal (gnutls-symmetric-encrypt 'AES-128-CBC (copy-sequence key) iv text)
                   (gnutls-symmetric-encrypt 'AES-128-CBC (list (concat "xx" key "yy") 2 18) (list (concat "x" iv) 1) (list (concat text "x") 0 -1))))
    (should (equal (gnutls-symmetric-encrypt 'AES-128-GCM (copy-sequence key) (substring iv 4) text "u")
                   (gnutls-symmetric-encrypt 'AES-128-GCM (copy-sequence key) (substring iv 4) text '("auth" 1 2))))))

(ert-deftest gnutls-crypto-inputs-random ()
  (let ((one (gnutls-symmetric-encrypt 'AES-128-CBC (make-string 16 ?k) '(iv-auto 16) (make-string 16 ?a)))
        (two (gnutls-symmetric-encrypt 'AES-128-CBC (make-string 16 ?k) '(iv-auto 16) (make-string 16 ?a))))
    (should (equal (mapcar #'length one) '(16 16)))
    (should-not (equal one two))
    (should (equal (gnutls-symmetric-decrypt 'AES-128-CBC (make-string 16 ?k) (cadr one) (car one)) (list (make-string 16 ?a) (cadr one)))))
  (let ((text-quoting-style 'grave))
    (dolist (spec '((iv-auto) (iv-auto foo) (iv-auto -1) (iv-auto 1.5)))
      (should (equal (gnutls-crypto-problem (gnutls-hash-digest 'SHA1 spec)) '("Without a length, `iv-auto' can't be used; see ELisp manual"))))))

;; --- keys ---

(ert-deftest gnutls-crypto-keys-wiped ()
  (let ((key (make-string 20 ?k)) (input (copy-sequence "abc")))
    (gnutls-hash-mac 'SHA1 (list key 2 5) input)
    (should (equal (list key input) (list (make-string 20 0) "abc"))))
  (let ((key (concat "é" (make-string 20 ?k))))
    (gnutls-hash-mac 'SHA1 key "abc")
    (should (equal key (make-string 22 0))))
  (let ((key (make-string 16 ?k)) (iv (make-string 12 ?i)) (input (make-string 16 ?a)) (header (copy-sequence "header")))
    (gnutls-symmetric-encrypt 'AES-128-GCM key iv input header)
    (should (equal (list key iv input header) (list (make-string 16 0) (make-string 12 ?i) (make-string 16 ?a) "header"))))
  (with-temp-buffer
    (insert "kkk")
    (gnutls-hash-mac 'SHA1 (current-buffer) "abc")
    (should (equal (buffer-string) "kkk"))))

(ert-deftest gnutls-crypto-keys-kept-after-errors ()
  (let ((key (make-string 16 ?k)))
    (should-error (gnutls-hash-mac 'NOPE key "abc"))
    (should-error (gnutls-hash-mac 'SHA1 key '(foo)))
    (should-error (gnutls-symmetric-encrypt 'AES-128-CBC key "short" "abc"))
    (should-error (gnutls-symmetric-decrypt 'AES-128-GCM key (make-string 12 ?i) (make-string 32 ?a)))
    (should (equal key (make-string 16 ?k)))))

;; --- what is refused ---

(defun gnutls-crypto-refusal (function name key iv input &optional header)
  "What is said to KEY, IV and INPUT, lengths."
  (car (gnutls-crypto-problem (funcall function name (make-string key ?k) (make-string iv ?i) (make-string input ?a) header))))

(ert-deftest gnutls-crypto-wrong-lengths ()
  (pcase-dolist (`(,name ,key ,iv ,input ,encrypting ,decrypting)
                 '((AES-128-CBC 15 15 15 "GnuTLS cipher AES-128-CBC/encrypt key length 15 is not equal to the required 16"
                                "GnuTLS cipher AES-128-CBC/decrypt key length 15 is not equal to the required 16")
                   (AES-128-CBC 16 17 15 "GnuTLS cipher AES-128-CBC/encrypt IV length 17 is not equal to the required 16"
                                "GnuTLS cipher AES-128-CBC/decrypt IV length 17 is not equal to the required 16")
                   (AES-128-CBC 16 16 17 "GnuTLS cipher AES-128-CBC/encrypt input block length 17 is not a multiple of the required 16"
                                "GnuTLS cipher AES-128-CBC/decrypt input block length 17 is not a multiple of the required 16")
                   (AES-128-GCM 16 11 16 "GnuTLS cipher AES-128-GCM/encrypt IV length 11 is not equal to the required 12"
                                "GnuTLS cipher AES-128-GCM/decrypt IV length 11 is not equal to the required 12")
                   (AES-128-GCM
                    16 12 15
                    "GnuTLS AEAD cipher AES-128-GCM/encrypt input block length 15 is not 0 greater than a multiple of the required 16"
                    "GnuTLS AEAD cipher AES-128-GCM/decrypt input block length 15 is not 16 greater than a multiple of the required 16")
                   (AES-128-GCM
                    16 12 33
                    "GnuTLS AEAD cipher AES-128-GCM/encrypt input block length 33 is not 0 greater than a multiple of the required 16"
                    "GnuTLS AEAD cipher AES-128-GCM/decrypt input block length 33 is not 16 greater than a multiple of the required 16")))
    (should (equal (gnutls-crypto-refusal #'gnutls-symmetric-encrypt name key iv input) encrypting))
    (should (equal (gnutls-crypto-refusal #'gnutls-symmetric-decrypt name key iv input) decrypting))))

(ert-deftest gnutls-crypto-empty-input ()
  (should (equal (gnutls-symmetric-encrypt 'AES-128-CBC (make-string 16 ?k) (make-string 16 ?i) "") (list "" (make-string 16 ?i))))
  (should (= (length (car (gnutls-symmetric-encrypt 'AES-128-GCM (make-string 16 ?k) (make-string 12 ?i) ""))) 16))
  (should (equal (gnutls-crypto-refusal #'gnutls-symmetric-decrypt 'AES-128-GCM 16 12 0)
                 "GnuTLS AEAD cipher AES-128-GCM/decrypt input block length 0 is not 16 greater than a multiple of the required 16")))

(ert-deftest gnutls-crypto-forged ()
  (dolist (header '(nil "header"))
    (should (equal (gnutls-crypto-refusal #'gnutls-symmetric-decrypt 'AES-128-GCM 16 12 32 header)
                   "GnuTLS AEAD cipher AES-128-GCM decryption failed: Decryption has failed."))))

(ert-deftest gnutls-crypto-library-refuses ()
  (should (equal (gnutls-crypto-problem (gnutls-hash-digest 4 "abc"))
                 '("GnuTLS digest initialization failed: The request is invalid.")))
  (should (equal (gnutls-crypto-problem (gnutls-hash-mac 4 (copy-sequence "key") "abc"))
                 '("GnuTLS MAC RIPEMD160 initialization failed: The request is invalid.")))
  (should (equal (gnutls-crypto-refusal #'gnutls-symmetric-encrypt 6 5 0 16)
                 "GnuTLS cipher ARCFOUR-40/encrypt initialization failed: The request is invalid.")))

;; GNU Emacs dies of these.
(ert-deftest gnutls-crypto-wrong-keys-of-macs ()
  (skip-unless (featurep 'elwire))
  (pcase-dolist (`(,name . ,size) '((AES-CMAC-128 . 16) (AES-GMAC-256 . 32) (UMAC-96 . 16)))
    (should (equal (gnutls-crypto-problem (gnutls-hash-mac name (make-string 17 ?k) "abc"))
                   (list (format "GnuTLS MAC %s key length 17 is not equal to the required %d" name size))))))

(ert-deftest gnutls-crypto-available ()
  (dolist (capability '(gnutls gnutls3 digests ciphers AEAD-ciphers macs))
    (should (memq capability (gnutls-available-p))))
  (should (eq (car (gnutls-available-p)) 'ClientHello\ Padding)))

;;; gnutls-crypto.el ends here
