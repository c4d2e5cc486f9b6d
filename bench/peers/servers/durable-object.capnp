using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ( name = "shop", worker = .shop ),
    ( name = "data", disk = ( path = "to be given", writable = true ) ),
  ],
  sockets = [ ( name = "http", address = "to be given", http = (), service = "shop" ) ],
);

const shop :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [ ( name = "worker", esModule = embed "durable-object-cart.mjs" ) ],
  durableObjectNamespaces = [ ( className = "Cart", uniqueKey = "carts", enableSql = true ) ],
  durableObjectStorage = ( localDisk = "data" ),
  bindings = [ ( name = "carts", durableObjectNamespace = "Cart" ) ],
);
