/** What `liuhen help` prints. */
export const usage = `留痕 liuhen —— 虚拟商品交易取证

用法：liuhen [--locker 文件夹] [--json] 命令

  order add --platform P --merchant M --number N --product T [--amount 12.50] [--paid-at 时间]
            [--promise-minutes 10] [--promise-text …] [--category card-key|account|activation-code|membership|top-up|other]
            [--payment-channel alipay|wechat-pay|…] [--transaction-number …] [--ordered-at 时间] [--status …] [--notes …]
  order list [--search 文字] [--archived]        order show 订单
  order set 订单 字段=值 …                        order archive|unarchive 订单
  capture [screen|window|region] [--order 订单] [--kind E01] [--delay 秒] [--all-displays] [--area X,Y,宽,高]
  record --seconds 秒 | --until-stopped [--display N] [--fps 5|10|15|30] [--audio 设备|none] [--order 订单] [--kind E05]
         录屏；Ctrl-C 停止并固定，输入一行文字并回车就是一个标记        record marks 证据
  import 文件 … [--order 订单] [--kind E05] [--json-lines]
  list [--order 订单 | --inbox] [--search 文字]   show 证据
  assign 证据 … --order 订单 | --inbox            label 证据 … --kind E01|none
  note 证据 文字
  remove 证据 … [--reason 文字] --yes              原件粉碎，不能恢复；账本里留下编号和哈希
  call 证据 --with 通话对象 [--held-at 时间] --told yes|no|unknown
  frames 证据 --at 时间 … [--out 图片.png]         固定录像里这一刻的画面；时间写 75.5、1:15.5 或 0:01:15.5
  transcript 证据 文件.srt|.vtt|.txt
  case set 订单 --scenario 场景 [--modifier 情形 …] [--answer 问题=yes|no …] [--want refund|replace|deliver|compensate|partial-refund]
  case fact 订单 发生了什么 [--at 时间] [--amount 元] [--text 说明] [--item 证据 …]
  case message 订单 buyer|merchant|platform|issuer|other --at 时间 --text 原话 [--item 证据 …] [--off-platform]
  case reading 订单 证据 字段=值 …                 图里能读到什么：orderNumber keyTail shownText amountFen（分）…
  case party 订单 merchant|platform 字段=值 … [--not-published 字段 …] [--item 字段=证据 …] [--individual yes|no]
             [--presence present|none|unknown]    none：没有第三方平台的自建网站
  case difference 订单 --feature 项目 --promised 宣传 --actual 实际 [--promised-item 证据] [--actual-item 证据]
  case rule 订单 --name 规则名 --clause 条款 --quote 原文 [--version …] [--published-on 2026-01-01] [--item 证据]
  case submit 订单 渠道 [--at 时间] [--received-at 时间] [--receipt 编号] [--package 证据包.zip] [--letter 文书 | --text 全文]
  case reply 订单 投诉 结果 [--at 时间] [--text 原话] [--item 证据]
  case close 订单 refunded|partly-refunded|replaced|delivered|lost|given-up [--amount 元] | case reopen 订单
  case show 订单 | case withdraw 订单 种类 编号 | case note 订单 记录.json
  check 订单 [--scenario 场景] [--channel 渠道] [--at 时间]   还缺什么、哪里站不住；有缺口时退出码 1
  letter 订单 文书 [--channel 渠道] [--out 文件.txt|.docx] [--save] [--name … --phone … --address … --id-number …]
  deadline 订单 [--at 时间] | --from 日期 --length 7 [--unit working-days|days|months|years] [--rolls rest-day]
  todo [--calendar 期限.ics]                      所有未了结的事，急的在前
  bill import 订单 账单文件 [--take 行号=payment|duplicate|suspected-duplicate|refund …]
  rules show [编号] | import 规则包
  export 订单 --out 文件夹 [--pdf-only]
  verify [证据库文件夹 | 证据包.zip | 卷宗.pdf] [--head 账本头文件] [--package 证据包.zip]
         [--tsa-root 根证书文件或其 SHA-256]
  environment [--domain 域名] [--order 订单] [--compare-clock]   清洁性检查，报告固定为证据；写了域名才查解析和证书
  session start [--order 订单] [--check] [--domain 域名] [--not-before none|文字] | end | show   取证会话
  clock compare [--server 主机[:端口] …]          与网络时间核对本机时间
  timestamp [--tsa 地址 …] [--tsa-root 根证书 …]   做检查点并请时间戳机构盖章；发出去的只有一个哈希
  key show | export 文件 | import 文件 | rotate [--old-key-lost]   签名密钥；口令放在 LIUHEN_PASSPHRASE，或按提示输入
  backup 文件夹 | --webdav 地址 --user 账号        增量备份；网盘密码放在 LIUHEN_WEBDAV_PASSWORD
  restore 文件夹 | --webdav 地址 --user 账号       恢复到 --locker 指定的空文件夹
  doctor

订单可写编号（o-…）或唯一的订单号。时间要带时区，例如 2026-11-23T14:02:11+08:00。
证据库默认在 LIUHEN_LOCKER，或系统的文档文件夹。
退出码：0 完成，1 校验不通过，2 用法不对，3 环境不允许（没有显示器、磁盘满、只读……）。`;
